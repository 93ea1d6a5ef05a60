package org.vestibule.ehr.db;

import java.time.Instant;
import org.vestibule.ehr.record.Purpose;

/**
 * Who wrote a version, when and why; sealed with it.
 *
 * @param by the user's name
 */
public record Authorship(String by, Instant at, Purpose why) {}
