-- Sealed files beside the database. Without a patient: announced, to be made or deleted.
CREATE TABLE blob (
  id ${bytes} NOT NULL PRIMARY KEY,
  patient ${bytes} REFERENCES patient (id),
  length ${long} NOT NULL
) ${strict};
CREATE INDEX blob_patient ON blob (patient);
