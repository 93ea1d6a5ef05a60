package org.vestibule.ehr.record;

import java.util.UUID;

/** What every record checks and how it names itself. */
final class Checks {
  private Checks() {}

  /** Nothing is null: what is not known is an empty text, list or Optional. */
  static void present(Object... components) {
    for (Object component : components) {
      if (component == null) {
        throw new IllegalArgumentException("a record's component is missing");
      }
    }
  }

  static void atMost(int limit, String text) {
    if (text.length() > limit) {
      throw new IllegalArgumentException("a record's text is longer than " + limit);
    }
  }

  static String name(String type, Id<?> id) {
    return type + "[" + id + "]";
  }

  static String name(String type, UUID id) {
    return type + "[" + id + "]";
  }
}
