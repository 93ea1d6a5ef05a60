/**
 * The database: schema, migrations, and rows sealed as they are written and opened as they are
 * read. The only importer of jdbi and of database drivers.
 *
 * <p>{@link org.vestibule.ehr.db.Database#write} gives a {@link org.vestibule.ehr.db.Tx}, whose
 * tables are used by one thread until it ends; then everything is on the disk or nothing is.
 */
package org.vestibule.ehr.db;
