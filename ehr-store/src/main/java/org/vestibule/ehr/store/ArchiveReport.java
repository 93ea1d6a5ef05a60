package org.vestibule.ehr.store;

/**
 * What stands in a sealed archive.
 *
 * @param records how many persons' records
 * @param files everything in them: bundles, trails, photos, documents
 * @param bytes of the archive
 */
public record ArchiveReport(int records, int files, long bytes) {}
