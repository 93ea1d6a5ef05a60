package org.vestibule.ehr.store;

/**
 * A rotation that is finished.
 *
 * @param patients how many are under the new keys
 * @param renewed how many of them this run brought there; the others were before
 */
public record KeysRotated(long patients, long renewed) {}
