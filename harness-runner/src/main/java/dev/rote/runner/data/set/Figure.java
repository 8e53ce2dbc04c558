package dev.rote.runner.data.set;

/** What a generated picture shows; its class is its place in this list. */
enum Figure {
  DISC {
    @Override
    boolean contains(int x, int y, int radius) {
      return x * x + y * y <= radius * radius;
    }
  },
  RING {
    @Override
    boolean contains(int x, int y, int radius) {
      int square = x * x + y * y;
      return square <= radius * radius && 3 * square >= radius * radius;
    }
  },
  SQUARE {
    @Override
    boolean contains(int x, int y, int radius) {
      return farther(x, y) <= radius;
    }
  },
  FRAME {
    @Override
    boolean contains(int x, int y, int radius) {
      return farther(x, y) <= radius && 2 * farther(x, y) > radius;
    }
  },
  DIAMOND {
    @Override
    boolean contains(int x, int y, int radius) {
      return Math.abs(x) + Math.abs(y) <= radius;
    }
  },
  TRIANGLE {
    @Override
    boolean contains(int x, int y, int radius) {
      return y <= radius && 2 * Math.abs(x) <= y + radius;
    }
  },
  PLUS {
    @Override
    boolean contains(int x, int y, int radius) {
      return farther(x, y) <= radius && 3 * Math.min(Math.abs(x), Math.abs(y)) <= radius;
    }
  },
  CROSS {
    @Override
    boolean contains(int x, int y, int radius) {
      return farther(x, y) <= radius && 3 * Math.abs(Math.abs(x) - Math.abs(y)) <= radius;
    }
  },
  HORIZONTAL_BARS {
    @Override
    boolean contains(int x, int y, int radius) {
      return farther(x, y) <= radius && 3 * Math.abs(y) >= radius;
    }
  },
  VERTICAL_BARS {
    @Override
    boolean contains(int x, int y, int radius) {
      return farther(x, y) <= radius && 3 * Math.abs(x) >= radius;
    }
  };

  /**
   * Returns whether a point belongs to the figure.
   *
   * @param x to the right of its centre
   * @param y below its centre
   * @param radius half its width, in the same unit
   */
  abstract boolean contains(int x, int y, int radius);

  private static int farther(int x, int y) {
    return Math.max(Math.abs(x), Math.abs(y));
  }
}
