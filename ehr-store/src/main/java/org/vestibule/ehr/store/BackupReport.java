package org.vestibule.ehr.store;

import java.util.Optional;

/**
 * What a backup holds, or what was found in one.
 *
 * @param files how many files: the database and each document
 * @param bytes of the backup file
 * @param erased how many patients were erased again, since the list of erasures said so
 * @param checked what {@code verify} says of the restored store; empty for a backup just written
 */
public record BackupReport(int files, long bytes, int erased, Optional<VerifyReport> checked) {}
