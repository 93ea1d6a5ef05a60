package org.vestibule.ehr.store;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store's tests once more, on a server; what handles a folder's files itself is left out. */
@ExtendWith(PostgresServer.class)
class OnPostgresTest {
  @Nested
  class Round extends RoundTripTest {}

  @Nested
  class Door extends DoorTest {}

  @Nested
  class Attached extends DocumentsTest {}

  @Nested
  class Staff extends PeopleAndKeysTest {}

  @Nested
  class Erased extends ErasureListTest {}

  @Nested
  @Tag("measure")
  class Accounts extends AccountTest {}

  @Nested
  class Day extends QueueTest {}

  @Nested
  class Imported extends ImportsTest {}

  @Nested
  class Merged extends MergingTest {}

  @Nested
  @Tag("measure")
  class Retained extends RetentionTest {}

  @Nested
  @Tag("measure")
  class Tampered extends TamperTest {}

  @Nested
  @Tag("measure")
  class ClinicTampered extends ClinicTamperTest {}

  @Nested
  @Tag("measure")
  class Saved extends BackupTest {}
}
