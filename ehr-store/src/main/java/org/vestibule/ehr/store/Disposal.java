package org.vestibule.ehr.store;

/**
 * What was disposed of.
 *
 * @param records how many persons' whole records
 * @param faces how many persons' face data alone
 * @param kept how many of the plan stayed: changed since they were archived, not in the archive, no
 *     longer due, or waiting for an emergency access to be signed off
 */
public record Disposal(int records, int faces, int kept) {}
