package org.vestibule.ehr.db;

import java.util.Optional;

/** Why a server gives no records, by SQLSTATE (PostgreSQL's manual, appendix A). */
enum ServerTrouble {
  REFUSED(
      "The records' server does not let this computer in: check user and password in the URL of"
          + " --store, and that the user owns the database."),
  NO_DATABASE(
      "The records' server has no database of this name: check the URL of --store, or have its"
          + " administrator make the database."),
  NO_ROOM(
      "The records' server takes no more connections: close a window, or ask its administrator for"
          + " more."),
  READ_ONLY(
      "The records' server may only be read at present: ask its administrator which server"
          + " writes."),
  LOST(
      "The connection to the records' server was lost: look whether the last change was saved, then"
          + " try again."),
  UNREACHABLE(
      "The records' server cannot be reached: check the network and the URL of --store, then try"
          + " again.");

  private final String sentence;

  ServerTrouble(String sentence) {
    this.sentence = sentence;
  }

  /** What to do, in one sentence. */
  String sentence() {
    return sentence;
  }

  static Optional<ServerTrouble> of(String state) {
    return switch (state) {
      case "42501" -> Optional.of(REFUSED);
      case "3D000" -> Optional.of(NO_DATABASE);
      case "53300" -> Optional.of(NO_ROOM);
      case "25006" -> Optional.of(READ_ONLY);
      case "08003", "08006", "08007", "57P01", "57P02", "25P03" -> Optional.of(LOST);
      default ->
          switch (state.substring(0, 2)) {
            case "28" -> Optional.of(REFUSED);
            case "08", "57" -> Optional.of(UNREACHABLE);
            default -> Optional.empty();
          };
    };
  }
}
