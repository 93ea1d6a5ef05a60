/**
 * What a document is and says: its media type, its text by page, a short extractive summary, and
 * how files encrypted by older systems are read. Knows no keys of ours and no store; never writes a
 * file.
 */
package org.vestibule.ehr.document;
