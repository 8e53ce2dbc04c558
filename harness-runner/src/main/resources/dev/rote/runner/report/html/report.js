'use strict';
// Draws what stands in the page: filters, differences from a baseline, and charts. All statistics
// come with the data; nothing is computed here but places on a screen.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const MOST_LINES = 20;
  const ROWS_AT_ONCE = 25;
  const PRINT_WIDTH = 700;
  const RELOAD_MS = 30000;
  // Okabe and Ito's colours, which the colour-blind tell apart; darker on light paper where needed.
  const LIGHT = ['#0072b2', '#d55e00', '#007a5a', '#b0508a', '#8a6d00', '#2f7fb8', '#5b5b5b', '#7a3e9d'];
  const DARK = ['#56b4e9', '#ff9447', '#2fc79a', '#e08fc0', '#f0d84a', '#9ad0f2', '#bdbdbd', '#c59bea'];
  const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [12, 4], [2, 6]];

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === 'on') for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };
  const distinct = values => [...new Set(values)];
  const present = value => value !== null && value !== undefined;

  // ---- what tells rows apart -------------------------------------------------------------
  const several = (things, key) => distinct(things.map(thing => thing[key])).length > 1;
  const severalModels = several(data.rows, 'model');
  const severalSeeds = several(data.rows, 'seed');
  const targetOf = row => `${row.backend} ${row.device}`;
  const fullTarget = row => row.run ? `${targetOf(row)}, ${row.run}` : targetOf(row);
  const targets = distinct([...data.rows, ...data.speeds].map(fullTarget));
  const experiments = distinct(data.rows.map(row => row.experiment));
  const nameOfExperiment = row =>
    [severalModels ? row.model : null, row.name, severalSeeds ? `seed ${row.seed}` : null].filter(present).join(', ');
  const namesOfRows = data.rows.map(row => `${nameOfExperiment(row)}: ${fullTarget(row)}`);
  const severalWorks = several(data.speeds, 'model');
  const severalBatches = several(data.speeds, 'batch');
  const nameOfSpeed = speed => {
    const work = [severalWorks ? speed.model : null, severalBatches ? `batch ${speed.batch}` : null].filter(present).join(', ');
    return work ? `${work}: ${fullTarget(speed)}` : fullTarget(speed);
  };

  // ---- colours -----------------------------------------------------------------------------
  let printing = false;
  const colours = () => dark.matches && !printing ? DARK : LIGHT;
  const paper = () => dark.matches && !printing
    ? {ink: '#e5e9ee', faint: '#a3adb8', line: '#353d47', card: '#1d232a'}
    : {ink: '#1c2127', faint: '#59626d', line: '#d5dae0', card: '#ffffff'};
  const colourOf = thing => colours()[targets.indexOf(fullTarget(thing)) % colours().length];
  const dash = place => DASHES[place % DASHES.length];
  const dashOf = row => dash(experiments.indexOf(row.experiment));

  // ---- numbers -----------------------------------------------------------------------------
  const whole = value => Math.round(value).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const short = value => {
    if (!present(value)) return '-';
    if (value === 0) return '0';
    const size = Math.abs(value);
    return size >= 1e4 ? whole(value) : size >= 1e-3 ? String(Number(value.toPrecision(4))) : value.toExponential(2);
  };
  const percent = value => present(value) ? `${(100 * value).toFixed(1)}%` : '-';
  const axis = value => Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6 || value === 0
    ? String(Number(value.toPrecision(4))) : value.toExponential(0);

  // ---- filters, kept in the address so that a page that loads itself anew shows the same -----
  const filters = [...document.querySelectorAll('[data-filter]')];
  const baseline = document.getElementById('baseline');
  const table = document.getElementById('rows');
  const body = table.tBodies[0];
  const lines = [...body.rows];
  const charts = [];

  const choose = (select, value) => {
    if ([...select.options].some(option => option.value === value)) select.value = value;
  };
  const remembered = new URLSearchParams(location.hash.slice(1));
  filters.forEach(select => choose(select, remembered.get(select.dataset.filter) ?? ''));
  // To begin with, a row that has something to compare with: one that crashed says nothing.
  const telling = data.rows.find(row => present(row.speed) && row.values.some(present) && data.speeds[row.speed].training)
    ?? data.rows.find(row => row.values.some(present)) ?? data.rows[0];
  choose(baseline, remembered.get('baseline') ?? (telling ? fullTarget(telling) : ''));

  const remember = () => {
    const state = new URLSearchParams();
    filters.filter(select => select.value).forEach(select => state.set(select.dataset.filter, select.value));
    state.set('baseline', baseline.value);
    history.replaceState(null, '', `#${state}`);
  };
  const chosen = thing => filters.every(select => {
    const key = select.dataset.filter;
    return !select.value || !(key in thing) || thing[key] === select.value;
  });
  // A speed has no experiment: it is shown where the experiments of its model are.
  const chosenSpeed = speed => chosen(speed);

  const columns = [...table.tHead.rows[0].cells].map(cell => cell.dataset.key);
  // Rows are shown by and by: laying out hundreds of them takes longer than a reader wants to wait.
  const showRows = () => {
    const shown = lines.filter(line => chosen(data.rows[line.dataset.row]));
    const hidden = new Set(lines);
    shown.forEach(line => hidden.delete(line));
    hidden.forEach(line => { line.hidden = true; });
    document.getElementById('shown').textContent = `${shown.length} of ${lines.length} rows`;
    const parts = [];
    for (let from = 0; from < shown.length; from += ROWS_AT_ONCE) {
      parts.push(() => shown.slice(from, from + ROWS_AT_ONCE).forEach(line => { line.hidden = false; }));
    }
    parts.shift()?.();
    return parts;
  };

  // ---- differences -------------------------------------------------------------------------
  const ratios = new Map(data.ratios.map(ratio => [`${ratio.phase} ${ratio.row} ${ratio.baseline}`, ratio]));
  const pair = (one, other) => one < other ? `${one} ${other}` : `${other} ${one}`;
  const verdicts = new Map(data.learning.map(each => [`${each.figure} ${pair(each.row, each.baseline)}`, each.verdict]));
  const obstacles = new Map(data.incomparable.map(each => [`${each.what} ${pair(each.row, each.baseline)}`, each.why]));
  const figureOf = new Map([
    ['train-accuracy', 'train accuracy'],
    ['test-accuracy', 'test accuracy']]);
  const headers = [...table.tHead.rows[0].cells];
  for (const key of ['epochs-to-zero-loss', 'epochs-to-zero-error']) {
    const header = headers[columns.indexOf(key)];
    if (header) figureOf.set(key, header.textContent.trim().replace(/\s+/g, ' '));
  }
  const rowsOf = new Map();
  data.rows.forEach((row, place) => {
    if (!rowsOf.has(row.experiment)) rowsOf.set(row.experiment, []);
    rowsOf.get(row.experiment).push(place);
  });
  const baselineOf = place =>
    rowsOf.get(data.rows[place].experiment).find(other => fullTarget(data.rows[other]) === baseline.value);

  const speedDifference = (phase, place, base) => {
    const why = obstacles.get(`speed ${pair(place, base)}`);
    if (why) return {text: `not comparable with ${baseline.value}`, title: why};
    const ratio = ratios.get(`${phase} ${data.rows[place].speed} ${data.rows[base].speed}`);
    if (!ratio) return null;
    const size = `${ratio.value.toFixed(2)}x ${baseline.value}`;
    const range = present(ratio.low) ? `(${ratio.low.toFixed(2)}-${ratio.high.toFixed(2)})` : '';
    return ratio.differs
      ? {text: size, range, differs: true, title: 'interval of the ratio, paired by round'}
      : {text: `no difference seen to ${baseline.value} (${ratio.needs})`, title: `${size} ${range}`};
  };
  const MEANING = {within: 'as rounding or a seed makes', beyond: 'more than rounding makes', open: 'rounding may make it'};
  const learningDifference = (key, place, base) => {
    const why = obstacles.get(`learning ${pair(place, base)}`);
    if (why) return {text: `not comparable with ${baseline.value}`, title: why};
    const figure = data.figures.indexOf(figureOf.get(key));
    if (figure < 0) return null;
    const verdict = verdicts.get(`${figure} ${pair(place, base)}`);
    if (!verdict) return null;
    const own = data.rows[place].values[figure];
    const other = data.rows[base].values[figure];
    const accuracy = key.endsWith('accuracy');
    const size = present(own) && present(other)
      ? `${own > other ? '+' : '\u2212'}${accuracy ? (100 * Math.abs(own - other)).toFixed(1) + ' points' : Math.abs(own - other)}`
      : 'differs';
    return {text: `${size} to ${baseline.value}: ${MEANING[verdict]}`, differs: verdict === 'beyond'};
  };
  const showDifferences = () => {
    table.querySelectorAll('.diff').forEach(mark => mark.remove());
    for (const line of lines) {
      const place = Number(line.dataset.row);
      const base = baseline.value ? baselineOf(place) : undefined;
      line.classList.toggle('baseline', base === place);
      if (!present(base) || base === place) continue;
      for (const key of ['training', 'inference', ...figureOf.keys()]) {
        const column = columns.indexOf(key);
        if (column < 0) continue;
        const difference = key === 'training' || key === 'inference'
          ? speedDifference(key, place, base) : learningDifference(key, place, base);
        if (!difference) continue;
        const mark = element('span', {class: difference.differs ? 'diff differs' : 'diff'}, difference.text);
        if (difference.range) mark.append(' ', element('span', {class: 'unbroken'}, difference.range));
        if (difference.title) mark.title = difference.title;
        line.cells[column].append(mark);
      }
    }
  };

  // ---- sorting -----------------------------------------------------------------------------
  const sortBy = (header, column) => {
    const descending = header.getAttribute('aria-sort') === 'ascending';
    headers.forEach(each => each.setAttribute('aria-sort', 'none'));
    header.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    const numeric = header.classList.contains('n');
    const key = line => numeric ? line.cells[column].dataset.s : line.cells[column].textContent;
    const compare = (a, b) => {
      if (!numeric) return key(a).localeCompare(key(b)) * (descending ? -1 : 1);
      const one = Number(key(a));
      const other = Number(key(b));
      // What has no number stands last, whichever way is sorted.
      if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) - Number.isNaN(other);
      return (one < other ? -1 : one > other ? 1 : 0) * (descending ? -1 : 1);
    };
    body.append(...lines.sort(compare));
  };
  headers.forEach((header, column) =>
    header.querySelector('button').addEventListener('click', () => sortBy(header, column)));

  // ---- charts ------------------------------------------------------------------------------
  // A chart has items, which a reader switches on and off, an option of ECharts made from those
  // that are on, and a table of the same numbers.
  const frame = (definition) => {
    const figure = element('figure', {id: `chart-${definition.id}`});
    const caption = element('figcaption', {}, definition.title);
    const note = element('div', {class: 'note'});
    const choices = element('div', {class: 'choices'});
    const plot = element('div', {class: 'plot', role: 'img'});
    const legend = element('div', {class: 'legend', role: 'group', 'aria-label': `${definition.title}: what is drawn`});
    const numbers = element('div', {class: 'wide', tabindex: '0', role: 'region', 'aria-label': `${definition.title}: numbers`});
    const details = element('details', {}, element('summary', {}, 'The same numbers as a table'), numbers);
    const state = {off: new Set(), on: new Set(), choice: {}};
    for (const choice of definition.choices ?? []) {
      const select = element('select', {on: {change: () => { state.choice[choice.key] = select.value; draw(); }}},
        ...choice.options.map(([value, text]) => element('option', {value}, text)));
      state.choice[choice.key] = choice.options[0][0];
      choices.append(element('label', {}, `${choice.label} `, select));
    }
    figure.append(caption, note, choices, plot, legend, details);
    document.getElementById('charts').append(figure);
    let chart = null;
    let mouse = 0;
    let items = [];
    let drawn = [];

    const isOn = (item, place) => state.on.has(item.key) || (!state.off.has(item.key) && place < MOST_LINES);
    const swatch = item => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.setAttribute('width', '22'); svg.setAttribute('height', '10'); svg.setAttribute('aria-hidden', 'true');
      const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
      for (const [key, value] of Object.entries({x1: 0, x2: 22, y1: 5, y2: 5, stroke: item.colour, 'stroke-width': definition.bars ? 9 : 3})) line.setAttribute(key, value);
      if (item.dash && item.dash !== 'solid') line.setAttribute('stroke-dasharray', item.dash === 'dashed' ? '6 3' : item.dash === 'dotted' ? '2 3' : item.dash.join(' '));
      svg.append(line);
      return svg;
    };
    const highlight = (item, on) => {
      if (!definition.bars) chart?.dispatchAction({type: on ? 'highlight' : 'downplay', seriesName: item.name});
    };
    const showLegend = () => {
      legend.replaceChildren(...items.map((item, place) => {
        const button = element('button', {type: 'button', 'aria-pressed': String(isOn(item, place)), on: {click: () => {
          const on = button.getAttribute('aria-pressed') === 'true';
          (on ? state.on : state.off).delete(item.key);
          (on ? state.off : state.on).add(item.key);
          button.setAttribute('aria-pressed', String(!on));
          draw(false);
        }, mouseenter: () => highlight(item, true), mouseleave: () => highlight(item, false), focus: () => highlight(item, true), blur: () => highlight(item, false)}}, swatch(item), item.name);
        return button;
      }));
      legend.hidden = items.length < 2;
    };
    const showTable = () => {
      if (!details.open) return;
      const {head, rows} = definition.table(drawn, state.choice);
      const made = element('table', {},
        element('thead', {}, element('tr', {}, ...head.map((text, i) => element('th', {scope: 'col', class: i ? 'n' : 't'}, text)))),
        element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((text, i) => element('td', {class: i ? 'n' : 't'}, text))))));
      numbers.replaceChildren(made);
    };
    details.addEventListener('toggle', showTable);

    // What is known before it is drawn: whether there is anything to draw, and how high it will be.
    const prepare = () => {
      items = definition.items(state.choice);
      drawn = items.filter(isOn);
      figure.hidden = items.length === 0;
      if (definition.height) plot.style.height = `${definition.height(drawn)}px`;
    };
    // A line without symbols has no tip of its own: that of the axis is given the line beside the mouse.
    const nearest = points => {
      const distance = point => Math.abs(chart.convertToPixel({seriesIndex: point.seriesIndex}, point.value)[1] - mouse);
      return points.reduce((best, point) => distance(point) < distance(best) ? point : best);
    };
    const draw = (legendToo = true) => {
      prepare();
      if (figure.hidden) return;
      if (legendToo) showLegend();
      note.textContent = [definition.note?.(state.choice), items.length > MOST_LINES
        ? `${drawn.length} of ${items.length} are drawn; the buttons below, and the filters above, choose others.` : null].filter(present).join(' ');
      plot.setAttribute('aria-label', `${definition.title}: ${drawn.map(item => item.name).join('; ')}. The numbers are in the table below.`);
      if (!chart) {
        chart = echarts.init(plot, null, {renderer: 'svg', width: printing ? PRINT_WIDTH : undefined});
        chart.getZr().on('mousemove', event => { mouse = event.offsetY; });
      } else chart.resize({width: printing ? PRINT_WIDTH : 'auto'});
      const look = paper();
      chart.setOption({
        animation: false,
        aria: {enabled: true, label: {enabled: false}, decal: {show: Boolean(definition.bars)}},
        textStyle: {color: look.ink, fontFamily: 'system-ui, sans-serif'},
        tooltip: {trigger: definition.bars ? 'item' : 'axis', confine: true, backgroundColor: look.card, borderColor: look.line, textStyle: {color: look.ink}, formatter: pointed => definition.tip(definition.bars ? pointed : nearest(pointed))},
        ...definition.option(drawn, state.choice, look),
      }, {notMerge: true});
      showTable();
    };
    const forget = () => {
      chart?.dispose();
      chart = null;
    };
    const onScreen = () => {
      const {top, bottom} = figure.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    };
    charts.push({prepare, draw, forget, onScreen, resize: () => chart?.resize({width: printing ? PRINT_WIDTH : 'auto'})});
  };

  // What is on the screen is drawn at once, the rest bit by bit while there is nothing else to do, so
  // that a choice shows its effect in the next frame, however much there is.
  const root = document.documentElement;
  const whenIdle = act => window.requestIdleCallback ? requestIdleCallback(act, {timeout: 500}) : setTimeout(act, 0);
  let waiting = [];
  const drawWaiting = () => {
    waiting.shift()?.();
    if (waiting.length > 0) whenIdle(drawWaiting);
    else root.dataset.drawn = 'true';
  };
  const drawAll = () => {
    delete root.dataset.drawn;
    const rows = showRows();
    charts.forEach(chart => chart.prepare());
    const first = charts.filter(chart => chart.onScreen());
    first.forEach(chart => chart.draw());
    waiting = [...rows, ...charts.filter(chart => !first.includes(chart)).map(chart => () => chart.draw())];
    whenIdle(drawWaiting);
  };
  const drawAllNow = () => {
    showRows().forEach(show => show());
    charts.forEach(chart => chart.draw());
    waiting = [];
    root.dataset.drawn = 'true';
  };

  const escaped = text => String(text).replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
  // A logarithmic scale is a linear one of logarithms: that of ECharts rounds 1e-11 to 0.
  const power = (extent, round) => Number.isFinite(extent) ? round(extent) : 0;
  const powers = {
    minInterval: 1,
    min: extent => power(extent.min, Math.floor),
    max: extent => Math.max(power(extent.max, Math.ceil), power(extent.min, Math.floor) + 1)};
  // One value alone has no extent, around which ECharts would put one that is beyond all shares.
  const shares = {
    min: extent => extent.min === extent.max ? 0 : null,
    max: extent => extent.min === extent.max ? 1 : null};
  const valueAxis = (look, name, log, format = axis, bounds = {}) => ({
    type: 'value', ...(log ? powers : bounds), name, nameLocation: 'middle', nameGap: 48, scale: true, nameTextStyle: {color: look.faint},
    axisLabel: {color: look.faint, formatter: log ? power => axis(10 ** power) : format, hideOverlap: true}, splitLine: {lineStyle: {color: look.line}}, axisLine: {lineStyle: {color: look.line}}});
  const xAxis = (look, name, more = {}) => ({
    ...valueAxis(look, name, false), nameGap: 28, scale: false, splitLine: {show: false}, axisLine: {onZero: false, lineStyle: {color: look.line}}, ...more});
  const GRID = {left: 66, right: 22, top: 16, bottom: 44};

  const lineChart = ({id, title, note, choices, items, x, y, xName, yName, log, format = short}) => frame({
    id, title, note, choices, items,
    tip: point => `${escaped(point.seriesName)}<br>${escaped(point.data.xName ?? xName)} ${escaped(short(point.value[0]))}: <b>${escaped(format(point.data.y))}</b>`,
    option: (drawn, choice, look) => ({
      grid: GRID,
      xAxis: xAxis(look, typeof xName === 'function' ? xName(choice) : xName),
      yAxis: valueAxis(look, typeof yName === 'function' ? yName(choice) : yName, log?.(choice), ...(format === percent ? [value => `${Math.round(100 * value)}%`, shares] : [])),
      series: drawn.map(item => {
        const ys = y(item, choice);
        const points = x(item, choice).map((value, i) => [value, ys[i]])
          .filter(([, value]) => present(value) && !(log?.(choice) && value <= 0));
        return {type: 'line', name: item.name, data: points.map(([at, value]) => ({value: [at, log?.(choice) ? Math.log10(value) : value], y: value, xName: typeof xName === 'function' ? xName(choice) : xName})), showSymbol: points.length < 2 || Boolean(item.symbols), symbolSize: 6, sampling: 'lttb',
          lineStyle: {type: item.dash, width: item.width ?? 2, color: item.colour}, itemStyle: {color: item.colour}, emphasis: {focus: 'series'}};
      }),
    }),
    table: (drawn, choice) => {
      const steps = distinct(drawn.flatMap(item => x(item, choice))).sort((a, b) => a - b);
      const maps = drawn.map(item => {
        const ys = y(item, choice);
        return new Map(x(item, choice).map((value, i) => [value, ys[i]]));
      });
      return {head: [typeof xName === 'function' ? xName(choice) : xName, ...drawn.map(item => item.name)],
        rows: steps.map(step => [short(step), ...maps.map(map => format(map.get(step)))])};
    },
  });

  const rowItems = (has = () => true) => data.rows
    .map((row, place) => ({key: place, name: namesOfRows[place], row, colour: colourOf(row), dash: dashOf(row)}))
    .filter(item => chosen(item.row) && has(item.row));

  const curves = (id, title, sets, format, scales) => lineChart({
    id, title, format,
    choices: [
      {key: 'set', label: 'of the', options: sets.map(([key, text]) => [key, text])},
      {key: 'x', label: 'against', options: [['epochs', 'epochs'], ['seconds', 'seconds of training']]},
      ...(scales ? [{key: 'scale', label: 'scale', options: [['log', 'logarithmic'], ['linear', 'linear']]}] : [])],
    items: choice => rowItems(row => row.curves[choice.set].length > 0),
    x: (item, choice) => choice.x === 'seconds' ? item.row.curves.seconds : item.row.curves.trainAccuracy.map((_, i) => i + 1),
    y: (item, choice) => item.row.curves[choice.set],
    xName: choice => choice.x === 'seconds' ? 'seconds of training' : 'epoch',
    yName: () => title.toLowerCase(),
    log: choice => choice.scale === 'log',
  });

  const bars = ({id, title, note, items, value, low, high, forks, disturbed = () => [], mark, unit, format = whole}) => frame({
    id, title, items, bars: true, note: () => note,
    height: drawn => Math.max(150, 62 + 34 * drawn.length),
    tip: point => `${escaped(point.name ?? '')}<br><b>${escaped(format(Array.isArray(point.value) ? point.value[0] : point.value))}</b> ${escaped(unit)}`,
    option: (drawn, choice, look) => ({
      // Names stand above their bars, so that long ones do not take the chart's room.
      grid: {left: 14, right: 26, top: 10, bottom: 44},
      xAxis: {...xAxis(look, unit), min: 0, splitLine: {show: true, lineStyle: {color: look.line}}, axisLabel: {color: look.faint, formatter: number => format(number), hideOverlap: true}},
      yAxis: {type: 'category', inverse: true, data: drawn.map(item => item.name), axisLabel: {show: false}, axisTick: {show: false}, axisLine: {lineStyle: {color: look.line}}},
      series: [
        {type: 'bar', barWidth: 11, data: drawn.map(item => ({value: value(item), name: item.name, itemStyle: {color: item.colour},
          label: {show: true, position: [2, -15], align: 'left', color: look.ink, fontSize: 12, formatter: () => `${item.name}: ${format(value(item))}`}}))},
        // One line with gaps, and a cross-stroke at each end.
        ...(low ? [{type: 'line', name: 'interval', silent: true, z: 5, symbol: 'rect', symbolSize: [1.5, 10], connectNulls: false,
          data: drawn.flatMap((item, i) => present(low(item)) ? [[low(item), i], [high(item), i], [null, null]] : []),
          lineStyle: {color: look.ink, width: 1.5}, itemStyle: {color: look.ink}, tooltip: {show: false}}] : []),
        ...(forks ? [{type: 'scatter', name: 'forks', z: 6, symbolSize: 7,
          data: drawn.flatMap((item, i) => forks(item).map((fork, number) => ({value: [fork, i], name: `${item.name}, fork ${number + 1}${disturbed(item)[number] ? `, disturbed: ${disturbed(item)[number]}` : ''}`,
            symbol: disturbed(item)[number] ? 'triangle' : 'circle'}))),
          itemStyle: {color: look.card, borderColor: look.ink, borderWidth: 1.2}}] : []),
        ...(mark ? [{type: 'scatter', name: 'published', symbol: 'diamond', symbolSize: 13, z: 7,
          data: drawn.map((item, i) => ({value: [mark(item), i], name: `${item.name}, published (${item.where})`})),
          itemStyle: {color: look.card, borderColor: look.ink, borderWidth: 2}}] : []),
      ],
    }),
    table: drawn => ({
      head: ['row', unit, ...(mark ? ['published', 'distance in points', 'where'] : []), ...(low ? ['from', 'to'] : []), ...(forks ? ['forks'] : [])],
      rows: drawn.map(item => [item.name, format(value(item)), ...(mark ? [format(mark(item)), (100 * (value(item) - mark(item))).toFixed(1), item.where] : []), ...(low ? [low, high].map(end => present(end(item)) ? format(end(item)) : '-') : []), ...(forks ? [forks(item).map((fork, number) => format(fork) + (disturbed(item)[number] ? ' (disturbed)' : '')).join(', ')] : [])])}),
  });

  const throughput = (phase, title) => bars({
    id: phase, title, unit: 'examples/s',
    note: (data.speeds.some(speed => speed[phase]?.interval)
      ? 'Mean of the forks with its 95% interval; a dot for each fork.' : 'Median of the forks and their range, as there are fewer than three; a dot for each fork.')
      + (data.speeds.some(speed => speed[phase]?.disturbed.length) ? ' A triangle is a fork that was kept from the processors; it counts as the others do, unless it is said to be set aside.' : ''),
    items: () => data.speeds.map((speed, place) => ({key: place, name: nameOfSpeed(speed), speed, colour: colourOf(speed), dash: 'solid'}))
      .filter(item => item.speed[phase] && chosenSpeed(item.speed)),
    value: item => item.speed[phase].value, low: item => item.speed[phase].low, high: item => item.speed[phase].high,
    forks: item => item.speed[phase].forks, disturbed: item => item.speed[phase].disturbed,
  });

  const sweptModel = row => `${row.model}, ${row.seed}`;
  const sweptModels = distinct(data.sweeps.map(sweep => sweptModel(data.rows[sweep.points[0].row])));
  const sweepItems = key => () => data.sweeps
    .map((sweep, place) => ({key: place, name: sweep.name, sweep, row: data.rows[sweep.points[0].row]}))
    .filter(item => chosenSweep(item.row) && item.sweep.points.some(point => present(point[key])))
    .map(item => ({...item, colour: colourOf(item.row), dash: dash(sweptModels.indexOf(sweptModel(item.row))), symbols: true}));
  // A sweep is over experiments: the filter for one of them does not hide it.
  const chosenSweep = row => filters.every(select => !select.value || select.dataset.filter === 'name' || row[select.dataset.filter] === select.value);
  const sweep = (id, title, key, yName, format, note) => lineChart({
    id, title, format, note: () => note, items: sweepItems(key),
    x: item => item.sweep.points.map(point => point.corruption), y: item => item.sweep.points.map(point => point[key]),
    xName: 'share of corrupted labels', yName, log: () => false});

  const capacityItems = () => data.capacities
    .map((curve, place) => ({key: place, name: curve.name, curve, row: data.rows[curve.row]}))
    .filter(item => chosenSweep(item.row))
    .map(item => ({...item, colour: colourOf(item.row), dash: dash(0), symbols: true}));
  const capacity = () => lineChart({
    id: 'capacity', title: 'Capacity', format: short, items: capacityItems,
    note: () => 'Bits of random labels memorized for each parameter, after the last epoch: (n log2 K - cross-entropy in bits) / parameters.',
    x: item => item.curve.examples, y: item => item.curve.bits,
    xName: 'random labels', yName: 'bits per parameter', log: () => false});

  const OF = {final: 'of the last epoch', best: 'of the best epoch', unknown: 'the epoch is not said, and ours is of the last'};
  const published = (set, title) => {
    const key = `${set}Accuracy`;
    const own = set === 'train' ? 'ourTrainAccuracy' : 'ourTestAccuracy';
    const items = () => rowItems(row => row.paper && present(row.paper[key]) && present(row.paper[own]))
      .map(item => ({...item, where: item.row.paper.where}));
    const said = distinct(data.rows.filter(row => row.paper).map(row => `${row.paper.where}: ${OF[row.paper.of]}`));
    bars({id: `published-${set}`, title, unit: 'accuracy', format: percent, items, note: `Ours as bars, published as diamonds. ${said.join('; ')}.`,
      value: item => item.row.paper[own], mark: item => item.row.paper[key]});
  };

  // What rounding makes stands before the rows of its experiment, so that the first lines have both.
  const parityItems = () => {
    const rows = rowItems(row => row.parity.length > 0);
    return distinct(rows.map(item => item.row.experiment)).flatMap(experiment => {
      const own = rows.filter(item => item.row.experiment === experiment);
      return data.floors[experiment]
        ? [{key: `floor ${experiment}`, name: `rounding alone: ${nameOfExperiment(own[0].row)}`,
          floor: data.floors[experiment], colour: paper().faint, dash: own[0].dash, width: 4}, ...own]
        : own;
    });
  };

  // All frames are there before the first chart is drawn, so that it sees how wide it will be.
  const frameAll = () => {
    curves('loss', 'Loss', [['trainLoss', 'training set'], ['testLoss', 'test set']], short, true);
    curves('accuracy', 'Accuracy', [['trainAccuracy', 'training set'], ['testAccuracy', 'test set']], percent, false);
    throughput('training', 'Training throughput');
    throughput('inference', 'Inference throughput');
    sweep('slowdown', 'Slowdown by corrupted labels', 'slowdown', 'times the steps to zero', short, 'Steps to zero, relative to those with the fewest corrupted labels (figure 1b of Zhang et al. 2016).');
    sweep('test-error', 'Test error by corrupted labels', 'testError', 'test error', percent, 'After the last epoch (figure 1c of Zhang et al. 2016).');
    capacity();
    published('train', 'Training accuracy beside the published one');
    published('test', 'Test accuracy beside the published one');
    lineChart({id: 'parity', title: 'Distance from the reference', items: parityItems,
      note: () => 'Relative difference of the loss of each step; the wide grey lines are what starting one ulp beside makes: rounding alone. A difference of exactly 0 is not drawn.',
      x: item => (item.floor ?? item.row.parity).map((_, i) => i), y: item => item.floor ?? item.row.parity,
      xName: 'step', yName: 'relative difference', log: () => true, format: value => present(value) ? value.toExponential(1) : '-'});
    bars({id: 'memory', title: 'Memory', unit: 'MiB', note: 'Largest resident memory of the process that trained, by the end of its last epoch.',
      items: () => rowItems(row => present(row.memory)), value: item => item.row.memory / 1048576});
    bars({id: 'startup', title: 'Start-up', unit: 'seconds', note: 'From the start of the process to the end of its first step, without reading the data.',
      items: () => rowItems(row => present(row.startup)), value: item => item.row.startup, format: value => String(Number(value.toPrecision(3)))});
  };

  const changed = () => {
    remember();
    drawAll();
  };
  filters.forEach(select => select.addEventListener('change', changed));
  baseline.addEventListener('change', () => { remember(); showDifferences(); });
  document.getElementById('controls').addEventListener('submit', event => event.preventDefault());
  const drawAnew = draw => {
    charts.forEach(chart => chart.forget());
    draw();
  };
  dark.addEventListener('change', () => drawAnew(drawAll));
  addEventListener('resize', () => charts.forEach(chart => chart.resize()));
  // ECharts does not follow the width of paper, and what is dark on a screen is to be light there.
  addEventListener('beforeprint', () => { printing = true; drawAnew(drawAllNow); });
  addEventListener('afterprint', () => { printing = false; drawAnew(drawAll); });

  showDifferences();
  frameAll();
  drawAll();
  // Milliseconds since the page was asked for, for those who measure it.
  root.dataset.ready = Math.round(performance.now());
  if (data.running) setTimeout(() => location.reload(), RELOAD_MS);
})();
