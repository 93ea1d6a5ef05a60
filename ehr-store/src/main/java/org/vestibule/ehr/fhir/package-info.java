/**
 * FHIR R4 in and out, by HAPI. What comes in is hostile until proved otherwise: no URL is fetched,
 * sizes and depths are checked before anything is parsed, only creating entries are taken, and
 * imported consents, audit events and roles give no rights.
 */
package org.vestibule.ehr.fhir;
