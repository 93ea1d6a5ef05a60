/**
 * The door to the records.
 *
 * <p>{@link org.vestibule.ehr.store.EhrStore} opens the data folder, a {@link
 * org.vestibule.ehr.store.Session} is somebody's unlocked keys, and {@link
 * org.vestibule.ehr.store.Session#act} gives the facades for one purpose. Every call checks role,
 * purpose and consent, and writes what it does and its audit event in one transaction: when a
 * method returns, both are on the disk; when it throws, neither is.
 *
 * <p>All public types are safe for use by several threads. Failures are {@link
 * org.vestibule.ehr.store.StoreException}s, whose messages are for persons and hold nothing about a
 * patient.
 */
package org.vestibule.ehr.store;
