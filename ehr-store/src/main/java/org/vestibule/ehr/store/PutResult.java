package org.vestibule.ehr.store;

/**
 * What putting entries into a chart did, in entries.
 *
 * @param created were new
 * @param changed got a new version
 * @param unchanged stood there word for word
 */
public record PutResult(int created, int changed, int unchanged) {}
