package org.vestibule.face.capture;

/** How a camera feed stands. */
public enum FeedState {
  /** The source is being opened. */
  OPENING,
  /** Pictures arrive and change. */
  LIVE,
  /** Pictures arrive but show nothing: a covered lens, or no light at all. */
  BLACK,
  /** The same picture arrives over and over, bit by bit: the camera or its driver hangs. */
  FROZEN,
  /** The source cannot be opened or stopped; a camera is tried again until it returns. */
  LOST,
  /** A recording is over, or the feed was closed. */
  ENDED
}
