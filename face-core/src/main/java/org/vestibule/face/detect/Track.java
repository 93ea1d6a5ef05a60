package org.vestibule.face.detect;

import java.time.Duration;

/**
 * A face followed from frame to frame, as it stands after one of them. It is a place that moves,
 * not an identity: whether the same person is still there, templates have to tell.
 *
 * @param id number of the track, from 1; never given twice by one tracker
 * @param face as last detected; while the face is missed, its box moves on as it did before
 * @param seen whether the face was detected in this frame
 * @param confirmed whether it was detected often enough to be more than a flicker
 * @param since time of the frame that showed it first
 * @param lastSeen time of the newest frame that showed it
 */
public record Track(
    int id,
    DetectedFace face,
    boolean seen,
    boolean confirmed,
    Duration since,
    Duration lastSeen) {}
