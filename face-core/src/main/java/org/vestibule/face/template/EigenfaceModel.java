package org.vestibule.face.template;

/**
 * An eigenface model (Turk and Pentland 1991): the mean face and the directions in which the
 * enrolled samples vary most. Derived from faces, so it is sealed like them. Immutable and
 * thread-safe.
 */
public final class EigenfaceModel {
  public EncoderId id() {
    throw new UnsupportedOperationException();
  }

  /** How many eigenfaces the model keeps. */
  public int components() {
    throw new UnsupportedOperationException();
  }

  /** The mean face as an 8-bit grey PNG. */
  public byte[] meanFacePng() {
    throw new UnsupportedOperationException();
  }

  /**
   * An eigenface as an 8-bit grey PNG: mid-grey where it leaves the mean as it is.
   *
   * @param index from 0, the direction of largest variance first
   */
  public byte[] eigenfacePng(int index) {
    throw new UnsupportedOperationException();
  }

  /** The form that is stored (sealed). */
  public byte[] toBytes() {
    throw new UnsupportedOperationException();
  }

  /** Reads {@link #toBytes()}'s form; strict like {@link Template#fromBytes}. */
  public static EigenfaceModel fromBytes(byte[] bytes) throws TemplateFormatException {
    throw new UnsupportedOperationException();
  }
}
