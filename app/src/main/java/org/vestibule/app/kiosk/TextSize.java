package org.vestibule.app.kiosk;

/** How large the words are. Headlines grow less, as they are large already. */
enum TextSize {
  NORMAL(1),
  LARGER(1.25),
  LARGEST(1.5);

  private static final double LARGE_TYPE = 70;
  private final double factor;

  TextSize(double factor) {
    this.factor = factor;
  }

  /**
   * @param px the size at NORMAL, in kiosk pixels
   */
  double of(double px) {
    return px >= LARGE_TYPE ? px * (1 + (factor - 1) / 2) : px * factor;
  }
}
