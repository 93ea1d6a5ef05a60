package org.vestibule.ehr.store;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store's tests that handle no SQLite file themselves, on a server. */
@Tag("measure")
class OnPostgresTest {
  @Nested
  @ExtendWith(PostgresServer.class)
  class Round extends RoundTripTest {}

  @Nested
  @ExtendWith(PostgresServer.class)
  class Door extends DoorTest {}

  @Nested
  @ExtendWith(PostgresServer.class)
  class Attached extends DocumentsTest {}
}
