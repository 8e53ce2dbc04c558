'use strict';
// Draws the series that stand in the page; nothing is computed here but places on a screen.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const AT_ONCE = 24;
  const MOST_WITH_DOTS = 60;
  const PRINT_WIDTH = 700;
  const DAY_LENGTH = 10;
  const KINDS = {
    alarm: {symbol: 'path://M0,0 L10,0 L5,9 z', light: '#a8201a', dark: '#ff8f87'},
    gain: {symbol: 'triangle', light: '#19683a', dark: '#6fd39a'},
    note: {symbol: 'diamond', light: '#7a4d00', dark: '#e9b95b'}};
  const LOOKS = {
    light: {ink: '#1c2127', faint: '#59626d', line: '#d5dae0', card: '#ffffff', mean: '#0072b2', level: '#d55e00'},
    dark: {ink: '#e5e9ee', faint: '#a3adb8', line: '#353d47', card: '#1d232a', mean: '#56b4e9', level: '#ff9447'}};

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const present = value => value !== null && value !== undefined;
  const container = document.getElementById('charts');
  if (!container) {
    root.dataset.drawn = 'true';
    return;
  }

  const times = data.nights.map(night => Date.parse(night));
  const severalADay = new Set(data.nights.map(night => night.slice(0, DAY_LENGTH))).size < data.nights.length;
  const nightName = place => severalADay
    ? data.nights[place].slice(0, DAY_LENGTH + 6).replace('T', ' ') : data.nights[place].slice(0, DAY_LENGTH);

  const whole = value => Math.round(value).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const number = (series, value) => {
    if (!present(value)) return '-';
    if (series.measure === 'test accuracy') return `${(100 * value).toFixed(2)}%`;
    return series.measure === 'epochs' || Math.abs(value) < 100 ? String(Number(value.toPrecision(4))) : whole(value);
  };
  const titleOf = series => `${series.measure} of ${series.what} on ${series.backend} ${series.device}`;
  const escaped = text => String(text).replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);

  let printing = false;
  const scheme = () => dark.matches && !printing ? 'dark' : 'light';

  // ---- one series ------------------------------------------------------------------------
  const decisionsOf = series => new Map(series.decided.map(each => [each.point, each.kind]));
  const changesOf = series => {
    const changes = new Map();
    for (const change of series.changes) {
      const text = `${change.kind}: ${change.text}`;
      changes.set(change.night, changes.has(change.night) ? `${changes.get(change.night)}; ${text}` : text);
    }
    for (const step of series.steps) {
      const text = `divided out: times ${step.factor.toPrecision(4)} from here on`;
      changes.set(step.night, changes.has(step.night) ? `${changes.get(step.night)}; ${text}` : text);
    }
    return changes;
  };

  const option = (series, decisions, changes) => {
    const look = LOOKS[scheme()];
    const at = point => times[series.nights[point]];
    const axis = {axisLine: {onZero: false, lineStyle: {color: look.line}}, axisLabel: {color: look.faint, hideOverlap: true}};
    return {
      animation: false,
      useUTC: true,
      aria: {enabled: true, label: {enabled: false}},
      textStyle: {color: look.ink, fontFamily: 'system-ui, sans-serif'},
      grid: {left: 66, right: 22, top: 22, bottom: 30},
      tooltip: {trigger: 'axis', confine: true, backgroundColor: look.card, borderColor: look.line, textStyle: {color: look.ink},
        extraCssText: 'white-space: normal; max-width: 420px',
        formatter: points => {
          const mean = points.find(each => each.seriesName === 'mean');
          if (!mean) return '';
          const point = mean.dataIndex;
          const night = series.nights[point];
          const lines = [nightName(night), `<b>${escaped(number(series, series.means[point]))}</b> ${escaped(series.unit)}`];
          if (present(series.lows[point])) lines.push(`${escaped(number(series, series.lows[point]))} to ${escaped(number(series, series.highs[point]))}`);
          if (decisions.has(point)) lines.push(escaped(decisions.get(point)));
          if (changes.has(night)) lines.push(escaped(changes.get(night)));
          return lines.join('<br>');
        }},
      xAxis: {type: 'time', ...axis, splitLine: {show: false}},
      yAxis: {type: 'value', scale: true, ...axis, axisLabel: {...axis.axisLabel, formatter: value => number(series, value)}, splitLine: {lineStyle: {color: look.line}}},
      series: [
        {type: 'line', name: 'interval', silent: true, symbol: 'none', z: 1, connectNulls: false, tooltip: {show: false},
          data: series.lows.flatMap((low, point) => present(low) ? [[at(point), low], [at(point), series.highs[point]], [at(point), null]] : []),
          lineStyle: {color: look.mean, width: 1, opacity: 0.55}},
        {type: 'line', name: 'mean', z: 3, data: series.means.map((mean, point) => [at(point), mean]),
          showSymbol: series.means.length <= MOST_WITH_DOTS, symbol: 'circle', symbolSize: 4,
          lineStyle: {color: look.mean, width: 1.5}, itemStyle: {color: look.mean},
          markLine: {silent: true, symbol: 'none', lineStyle: {color: look.faint, type: 'dashed', width: 1},
            data: [...new Map(series.changes.map(change => [change.night, change.kind]))].map(([night, kind]) => ({xAxis: times[night], label: {formatter: kind, color: look.faint, fontSize: 11}}))}},
        {type: 'line', name: 'level', silent: true, symbol: 'none', z: 4, connectNulls: false,
          // A level of one night has its place, but no length.
          data: series.levels.flatMap(level => [[times[level.from], level.median], [times[level.to], level.median], [times[level.to], null]]),
          lineStyle: {color: look.level, width: 3}},
        {type: 'scatter', name: 'decided', z: 6, symbolSize: 11,
          data: series.decided.map(each => ({value: [at(each.point), series.means[each.point]], symbol: KINDS[each.kind].symbol,
            itemStyle: {color: KINDS[each.kind][scheme()], borderColor: look.card, borderWidth: 1}}))},
      ],
    };
  };

  const table = (series, decisions, changes) => {
    const head = ['night', series.unit, ...(series.lows.length ? ['from', 'to'] : []), 'level', 'decided', 'changed'];
    const levelOf = night => series.levels.find(level => level.from <= night && night <= level.to);
    const rows = series.nights.map((night, point) => [
      nightName(night), number(series, series.means[point]),
      ...(series.lows.length ? [number(series, series.lows[point]), number(series, series.highs[point])] : []),
      number(series, levelOf(night)?.median), decisions.get(point) ?? '-', changes.get(night) ?? '-']);
    const kind = column => column === 0 || column >= head.length - 2 ? 't' : 'n';
    return element('table', {},
      element('thead', {}, element('tr', {}, ...head.map((text, i) => element('th', {scope: 'col', class: kind(i)}, text)))),
      element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((text, i) => element('td', {class: kind(i)}, text))))));
  };

  const figureOf = series => {
    const decisions = decisionsOf(series);
    const changes = changesOf(series);
    const title = titleOf(series);
    const plot = element('div', {class: 'plot', role: 'img', 'aria-label': `${title}, ${series.nights.length} nights. The numbers are in the table below.`});
    const numbers = element('div', {class: 'wide', tabindex: '0', role: 'region', 'aria-label': `${title}: numbers`});
    const details = element('details', {}, element('summary', {}, 'The same numbers as a table'), numbers);
    details.addEventListener('toggle', () => {
      if (details.open && !numbers.firstChild) numbers.append(table(series, decisions, changes));
    });
    const figure = element('figure', {}, element('figcaption', {}, title), element('div', {class: 'note'}, `${series.unit}, ${series.nights.length} nights`), plot, details);
    let chart = null;
    return {
      figure,
      draw: () => {
        chart ??= echarts.init(plot, null, {renderer: 'svg', width: printing ? PRINT_WIDTH : undefined});
        chart.setOption(option(series, decisions, changes), {notMerge: true});
      },
      forget: () => {
        chart?.dispose();
        chart = null;
      },
      resize: () => chart?.resize({width: printing ? PRINT_WIDTH : 'auto'}),
    };
  };

  // ---- which series ----------------------------------------------------------------------
  const filters = [...document.querySelectorAll('[data-filter]')];
  const more = document.getElementById('more');
  const shown = document.getElementById('shown');
  let chosen = [];
  let figures = [];

  // A chart after the other while there is nothing else to do.
  const whenIdle = act => window.requestIdleCallback ? requestIdleCallback(act, {timeout: 500}) : setTimeout(act, 0);
  let waiting = [];
  let working = false;
  const work = () => {
    working = true;
    waiting.shift()?.draw();
    if (waiting.length > 0) {
      whenIdle(work);
      return;
    }
    working = false;
    root.dataset.drawn = 'true';
  };
  const drawSoon = some => {
    delete root.dataset.drawn;
    waiting.push(...some);
    if (!working) work();
  };
  const add = () => {
    const added = chosen.slice(figures.length, figures.length + AT_ONCE).map(figureOf);
    figures.push(...added);
    container.append(...added.map(each => each.figure));
    more.hidden = figures.length === chosen.length;
    more.textContent = `Draw ${Math.min(AT_ONCE, chosen.length - figures.length)} more`;
    shown.textContent = `${figures.length} of ${chosen.length} series are drawn`;
    drawSoon(added);
  };
  const choose = () => {
    waiting = [];
    figures.forEach(each => each.forget());
    figures = [];
    container.replaceChildren();
    chosen = data.series.filter(series => filters.every(select => !select.value || series[select.dataset.filter] === select.value));
    add();
  };
  const drawAnew = () => {
    waiting = [];
    figures.forEach(each => each.forget());
    drawSoon(figures);
  };
  filters.forEach(select => select.addEventListener('change', choose));
  document.getElementById('controls').addEventListener('submit', event => event.preventDefault());
  more.addEventListener('click', add);
  dark.addEventListener('change', drawAnew);
  addEventListener('resize', () => figures.forEach(each => each.resize()));
  // ECharts does not follow the width of paper, and what is dark on a screen is to be light there.
  const print = on => {
    printing = on;
    waiting = [];
    figures.forEach(each => { each.forget(); each.draw(); });
    root.dataset.drawn = 'true';
  };
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
  choose();
})();
