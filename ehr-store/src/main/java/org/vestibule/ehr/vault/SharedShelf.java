package org.vestibule.ehr.vault;

import java.io.IOException;
import java.util.Optional;

/**
 * The document in a place that other machines write too. What another machine wrote since this one
 * last read is never overwritten.
 */
final class SharedShelf implements VaultShelf {
  private final SharedVault place;
  private Optional<byte[]> last = Optional.empty();

  SharedShelf(SharedVault place) {
    this.place = place;
  }

  @Override
  public synchronized boolean exist() {
    return place.read().isPresent();
  }

  @Override
  public synchronized VaultFiles.Found read() {
    return new VaultFiles.Found(parsed(), Optional.empty(), false);
  }

  @Override
  public synchronized VaultDocument newest(VaultDocument known) {
    VaultDocument now = parsed();
    if (!now.roster().vault().equals(known.roster().vault())
        || now.roster().generation() < known.roster().generation()) {
      // Somebody put an older or another vault on the server while this machine was running.
      throw VaultFiles.damaged(null);
    }
    return now;
  }

  private VaultDocument parsed() {
    byte[] json =
        place
            .read()
            .orElseThrow(
                () -> new VaultMissingException("The server holds no clinic's keys.", null));
    try {
      VaultDocument document = VaultDocument.parse(json);
      last = Optional.of(json);
      return document;
    } catch (IOException e) {
      throw VaultFiles.damaged(e);
    }
  }

  @Override
  public synchronized void write(VaultDocument document) {
    byte[] json = document.toJson();
    if (!place.replace(last, json, document.roster().generation())) {
      throw new VaultIoException(
          "The keys were changed at another machine meanwhile: sign in again, then try again.",
          null);
    }
    last = Optional.of(json);
  }
}
