package dev.rote.runner.report.format;

import dev.rote.runner.report.view.Report;
import java.io.IOException;
import java.io.Writer;

/** The three tables of a report, a file each, for statistics and plots of one's own. */
public enum Csv {
  /** A line for each cell. */
  CELLS("cells.csv") {
    @Override
    public void write(Report report, Writer out) throws IOException {
      CellTable.of(report).write(report.rows(), out);
    }
  },
  /** A line for each epoch of a cell. */
  EPOCHS("epochs.csv") {
    @Override
    public void write(Report report, Writer out) throws IOException {
      EpochTable.TABLE.write(EpochTable.rows(report), out);
    }
  },
  /** A line for each fork of a throughput. */
  FORKS("forks.csv") {
    @Override
    public void write(Report report, Writer out) throws IOException {
      ForkTable.TABLE.write(ForkTable.rows(report), out);
    }
  };

  private final String file;

  Csv(String file) {
    this.file = file;
  }

  /** Returns the name of its file. */
  public String file() {
    return file;
  }

  /** Writes the table. */
  public abstract void write(Report report, Writer out) throws IOException;
}
