package org.vestibule.ehr.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.vestibule.ehr.db.Database;
import org.vestibule.ehr.db.Postgres;
import org.vestibule.ehr.vault.Credentials;
import org.vestibule.ehr.vault.KdfCost;
import org.vestibule.ehr.vault.Vault;

/**
 * Where a clinic's records are: in a folder, for one process at a time, or on a PostgreSQL server
 * that several machines share. With a server the folder holds the files of documents (a folder that
 * the machines share too); rows and the sealed keys are on the server.
 *
 * @param folder the data folder
 * @param server {@code jdbc:postgresql://…}
 */
public record StorePlace(Path folder, Optional<String> server) {
  public StorePlace {
    Objects.requireNonNull(folder, "folder");
    server.ifPresent(Postgres::at);
  }

  /** A data folder of this machine. */
  public static StorePlace in(Path folder) {
    return new StorePlace(folder, Optional.empty());
  }

  /**
   * A server.
   *
   * @param url {@code jdbc:postgresql://host/database?user=…&sslmode=verify-full}
   * @throws IllegalArgumentException if it is no such URL
   */
  public static StorePlace on(String url, Path folder) {
    return new StorePlace(folder, Optional.of(url));
  }

  boolean exists() {
    return Context.guarded(
        () ->
            server.isPresent()
                ? postgres().read().isPresent()
                : Vault.exists(folder) || Files.exists(file()));
  }

  FolderLock take() {
    return server.isPresent() ? FolderLock.notNeeded() : FolderLock.take(folder);
  }

  Vault.Created createVault(KdfCost cost, Credentials administrator) {
    return server.isPresent()
        ? Vault.create(postgres(), cost, administrator)
        : Vault.create(folder, cost, administrator);
  }

  Vault openVault() {
    return server.isPresent() ? Vault.open(postgres()) : Vault.open(folder);
  }

  /** Whether the database is there, to be opened. */
  boolean hasDatabase() {
    return server.isPresent() || Files.exists(file());
  }

  Database openDatabase(Vault vault) {
    return server.isPresent() ? Database.open(postgres(), vault) : Database.open(file(), vault);
  }

  /** Fills a server with the rows of a database file and the keys they are sealed by. */
  void fill(Path database, Vault vault) {
    Database.fill(postgres(), database, vault.file(), vault.generation());
  }

  private Path file() {
    return folder.resolve(EhrStore.DATABASE);
  }

  private Postgres postgres() {
    return Postgres.at(server.orElseThrow());
  }

  @Override
  public String toString() {
    return "StorePlace"; // The URL may hold a password.
  }
}
