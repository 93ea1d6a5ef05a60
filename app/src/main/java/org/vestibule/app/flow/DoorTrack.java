package org.vestibule.app.flow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.match.FalseProposal;

/** A face at the door, as the desk remembers it. Belongs to the flow thread. */
final class DoorTrack {
  final int number;
  final Instant since;

  /** Who the face pipeline proposes: mostly one person, several whom a face does not tell apart. */
  List<String> proposed = List.of();

  /** How probable it is that the proposal is wrong. */
  Optional<FalseProposal> wrong = Optional.empty();

  Optional<String> eigenfaces = Optional.empty();

  /** The face pipeline, or staff, say that it is nobody known. */
  boolean unknown;

  /** Staff know it is no patient, or it is being registered. */
  boolean dismissed;

  /** No alert before then. */
  Instant quietUntil = Instant.MIN;

  /** What the person said at the kiosk, in a sentence. */
  String said = "";

  Optional<Instant> left = Optional.empty();

  DoorTrack(int number, Instant since) {
    this.number = number;
    this.since = since;
  }

  String id() {
    return "face-" + number;
  }
}
