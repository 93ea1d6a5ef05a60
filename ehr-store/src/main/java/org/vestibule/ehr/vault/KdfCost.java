package org.vestibule.ehr.vault;

/**
 * What one guess at a password costs: parameters of Argon2id (RFC 9106). They are stored in each
 * slot, so later vaults may cost more and old slots still open.
 *
 * @param memoryKib memory in KiB
 * @param passes passes over the memory
 * @param lanes lanes, computed one after the other here
 */
public record KdfCost(int memoryKib, int passes, int lanes) {
  /** Least memory that calibration chooses, 64 MiB (RFC 9106, section 4, second choice). */
  static final int LEAST_MEMORY_KIB = 64 * 1024;

  public KdfCost {
    if (lanes < 1 || lanes > 16 || passes < 1 || passes > 1000) {
      throw new IllegalArgumentException("Argon2id lanes or passes out of range");
    }
    if (memoryKib < 8 * lanes || memoryKib > 4 * 1024 * 1024) {
      throw new IllegalArgumentException("Argon2id memory out of range");
    }
  }

  /**
   * The cheapest parameters of at least 64 MiB and three passes that take at least 250 ms on this
   * machine now. Takes about a second.
   */
  public static KdfCost calibrated() {
    return Argon2.calibrate();
  }

  /** Next to no cost. Guessing is then easy: for tests and rehearsals with invented people only. */
  public static KdfCost weak() {
    return new KdfCost(64, 1, 1);
  }
}
