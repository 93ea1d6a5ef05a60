package org.vestibule.ehr.vault;

import java.util.EnumMap;
import java.util.Map;

/** The scopes that are unlocked now. Thread-safe. */
final class Keyring {
  private final Map<KeyScope, OpenScope> open = new EnumMap<>(KeyScope.class);
  private boolean closed;

  /** The keys of {@code scope}. */
  synchronized OpenScope get(KeyScope scope) {
    OpenScope keys = open.get(scope);
    if (keys == null) {
      throw locked(null);
    }
    return keys;
  }

  synchronized boolean isOpen(KeyScope scope) {
    return open.containsKey(scope);
  }

  /** Adds the keys of a scope, or changes them for whoever holds the scope already. */
  synchronized void put(KeyScope scope, OpenScope keys) {
    if (closed) {
      keys.close();
      throw locked(null);
    }
    OpenScope before = open.putIfAbsent(scope, keys);
    if (before != null) {
      before.become(keys);
    }
  }

  synchronized void lock(KeyScope scope) {
    OpenScope keys = open.remove(scope);
    if (keys != null) {
      keys.close();
    }
  }

  synchronized void close() {
    closed = true;
    open.values().forEach(OpenScope::close);
    open.clear();
  }

  static KeysLockedException locked(Throwable cause) {
    return new KeysLockedException("This is locked. Please sign in again.", cause);
  }

  static SealBrokenException broken(Throwable cause) {
    return new SealBrokenException(
        "A stored value was changed or damaged and was not used. Check all records with verify; if"
            + " that says the same, restore the latest backup.",
        cause);
  }
}
