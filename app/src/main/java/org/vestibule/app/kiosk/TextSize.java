package org.vestibule.app.kiosk;

/** How large a person wants the words. */
enum TextSize {
  NORMAL(1),
  LARGER(1.25),
  LARGEST(1.5);

  private final double factor;

  TextSize(double factor) {
    this.factor = factor;
  }

  Scale scale() {
    return new Scale(factor);
  }

  /**
   * How much larger than drawn the words are set. Headlines grow less and the ticket's number not
   * at all, as they are large already.
   *
   * @param factor 1 or more
   */
  record Scale(double factor) {
    private static final double STEP = 0.125;
    private static final double HEADLINE = 70;
    private static final double TICKET = 200;

    /**
     * @param px the size as drawn, in kiosk pixels
     */
    double of(double px) {
      if (px >= TICKET) {
        return px;
      }
      return px >= HEADLINE ? px * (1 + (factor - 1) / 2) : px * factor;
    }

    boolean canShrink() {
      return factor > 1;
    }

    /** A little smaller, for a screen on which the words would not all fit. */
    Scale smaller() {
      return new Scale(Math.max(1, factor - STEP));
    }
  }
}
