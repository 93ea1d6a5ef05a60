package org.vestibule.ehr.store;

import org.junit.jupiter.api.extension.ExtendWith;

/** What {@link RoundTripTest} checks, on a server. */
@ExtendWith(PostgresServer.class)
class RoundTripOnPostgresTest extends RoundTripTest {}
