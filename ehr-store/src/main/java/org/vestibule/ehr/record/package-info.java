/**
 * Immutable records of a small electronic health record, named as in FHIR R4 where FHIR has a name.
 *
 * <p>Every record that holds something about a person overrides {@code toString} to show its type
 * and random id only, so that none of it can reach a log or an exception message by accident. All
 * types are immutable and safe for use by several threads.
 */
package org.vestibule.ehr.record;
