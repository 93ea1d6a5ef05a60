package org.vestibule.ehr.db;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.ehr.vault.Place;

/** Failed sign-ins: counted without keys, so that they are counted before anybody has some. */
public final class SignInTable {
  private static final String EVER = "sign_ins_begun";
  private static final String KNOWN = "sign_ins_known";

  private final Tx tx;

  SignInTable(Tx tx) {
    this.tx = tx;
  }

  /**
   * @param failures since the last success
   * @param last when the last one was, to the millisecond
   */
  public record Failures(int failures, Instant last) {}

  /** What is known of an account. */
  public Optional<Failures> find(String account) {
    return tx.handle()
        .createQuery("SELECT failures, last_millis FROM sign_in_failure WHERE account = ?")
        .bind(0, account)
        .map((row, context) -> new Failures(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))))
        .findOne();
  }

  /** Replaces what is known of an account. */
  public void put(String account, Failures failures) {
    tx.handle()
        .execute(
            "INSERT INTO sign_in_failure (account, failures, last_millis) VALUES (?, ?, ?)"
                + " ON CONFLICT (account) DO UPDATE"
                + " SET failures = excluded.failures, last_millis = excluded.last_millis",
            account,
            failures.failures(),
            failures.last().toEpochMilli());
  }

  /** Forgets an account's failures. */
  public void forget(String account) {
    tx.handle().execute("DELETE FROM sign_in_failure WHERE account = ?", account);
  }

  /** Counts an attempt, whatever becomes of it. */
  public void begun() {
    tx.meta().setCounter(EVER, tx.meta().counter(EVER) + 1);
  }

  /**
   * Seals how many attempts there were. Needs the directory keys.
   *
   * @return whether there are fewer now than when this was sealed last: somebody set them back
   */
  public boolean sealCount() {
    long now = tx.meta().counter(EVER);
    Optional<byte[]> sealed = tx.meta().bytes(KNOWN);
    boolean setBack =
        sealed.isPresent()
            && Long.parseLong(Codec.read(String.class, tx.clinicKey().open(place(), sealed.get())))
                > now;
    tx.meta().setBytes(KNOWN, tx.clinicKey().seal(place(), Codec.write(Long.toString(now))));
    return setBack;
  }

  private static Place place() {
    return Place.of("meta", KNOWN, "content", Tx.CLINIC, 1, Codec.FORMAT);
  }
}
