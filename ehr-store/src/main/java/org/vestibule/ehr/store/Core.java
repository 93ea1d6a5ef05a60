package org.vestibule.ehr.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.vestibule.ehr.db.Database;
import org.vestibule.ehr.db.News;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Vault;

/** What the sessions of one open store share. Safe for use by several threads. */
final class Core {
  private final Vault vault;
  private final Database database;
  private final Path folder;
  private final Blobs blobs;
  private final Clock clock;
  private final Set<Session> sessions = new HashSet<>();
  private Directory directory;

  Core(Vault vault, Database database, Path folder, Clock clock) {
    this.vault = vault;
    this.database = database;
    this.folder = folder;
    this.blobs = new Blobs(folder);
    this.clock = clock;
    database.listen(this::follow);
  }

  /** Keeps the names in memory as other machines change them. */
  private synchronized void follow(News news) {
    if (directory == null) {
      return;
    }
    boolean everybody = news.kind() == News.Kind.PATIENT && news.patient().isEmpty();
    if (everybody || news.kind() == News.Kind.MISSED) {
      directory = everybody();
    } else if (news.kind() == News.Kind.PATIENT) {
      PatientId id = news.patient().orElseThrow();
      database
          .read(tx -> tx.patients().find(id))
          .ifPresentOrElse(directory::put, () -> directory.remove(id));
    }
  }

  /** Everybody's names, opened anew. */
  Directory everybody() {
    return database.read(
        tx -> {
          Directory everybody = new Directory();
          tx.patients().each(Directory.Line::of, everybody::add);
          return everybody;
        });
  }

  Vault vault() {
    return vault;
  }

  Database database() {
    return database;
  }

  /** The data folder. */
  Path folder() {
    return folder;
  }

  Blobs blobs() {
    return blobs;
  }

  Clock clock() {
    return clock;
  }

  /**
   * Whether {@code vault.json} is from before a change of staff or keys that the records know of.
   */
  boolean keysAreOlder() {
    return knownGeneration() > vault.generation();
  }

  /** The other way: whether the records know nothing of the latest change of staff or keys. */
  boolean recordsAreOlder() {
    return knownGeneration() < vault.generation();
  }

  /**
   * What stands in the open about the clinic.
   *
   * @throws StoreException.Damaged if it is missing
   */
  String setting(String name) {
    return database
        .read(tx -> tx.meta().text(name))
        .orElseThrow(
            () ->
                new StoreException.Damaged(
                    "The database holds no clinic: restore the latest backup.", null));
  }

  private long knownGeneration() {
    return database.read(tx -> tx.meta().number(EhrStore.GENERATION)).orElse(0L);
  }

  /** The names in memory; built by the first session. */
  synchronized Directory directory() {
    if (directory == null) {
      throw new StoreException.Locked();
    }
    return directory;
  }

  /** Whether somebody is signed in. */
  synchronized boolean isUnlocked() {
    return directory != null;
  }

  synchronized void begin(Session session) {
    // Before the session can write, so that nobody registered meanwhile is left out.
    if (directory == null) {
      directory = everybody();
    }
    sessions.add(session);
  }

  synchronized void end(Session session) {
    sessions.remove(session);
    if (sessions.isEmpty()) {
      directory = null;
    }
    wipeUnused();
  }

  /** Wipes the keys that no open session has a right to. */
  synchronized void wipeUnused() {
    Set<KeyScope> unused = EnumSet.allOf(KeyScope.class);
    sessions.forEach(s -> unused.removeAll(s.scopes()));
    vault.lock(unused);
  }

  /** Ends what somebody has open whose rights were taken or changed; a kiosk runs on. */
  synchronized void endSessionsOf(String user) {
    Set.copyOf(sessions).stream().filter(s -> s.user().equals(user)).forEach(Session::close);
  }

  synchronized void endAll() {
    Set.copyOf(sessions).forEach(Session::close);
  }

  /** Waits for the transaction under way; the keys are wiped whatever happens. */
  void close() {
    try {
      database.close();
    } finally {
      vault.close();
    }
  }
}
