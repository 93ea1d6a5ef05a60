package org.vestibule.face.quality;

/** Why a sample is of no use, the reason to mend first. */
public enum SampleDefect {
  /** The face is too far from the camera, or the picture has too few pixels. */
  TOO_SMALL,
  /** Moved, or out of focus. */
  BLURRED,
  /** Too little light on the face. */
  TOO_DARK,
  /** Too much light on the face. */
  TOO_BRIGHT,
  /** The face shows hardly any shades, as behind a mist or against a bright window. */
  FLAT,
  /** Looks to the side, up or down, or leans over too far. */
  TURNED_AWAY
}
