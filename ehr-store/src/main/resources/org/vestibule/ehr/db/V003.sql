-- Whose keys were destroyed: random ids, signed, so that a restored older database can be told.
CREATE TABLE erasure (
  patient ${bytes} NOT NULL PRIMARY KEY,
  seconds ${long} NOT NULL,
  signature ${bytes} NOT NULL
) ${strict};

-- What saves a life, sealed by the directory keys, written with the chart it is taken from.
CREATE TABLE emergency_card (
  patient ${bytes} NOT NULL PRIMARY KEY REFERENCES patient (id),
  version ${int} NOT NULL,
  sealed ${bytes} NOT NULL
) ${strict};

-- Each use of emergency access and who signed it off.
CREATE TABLE emergency (
  id ${bytes} NOT NULL PRIMARY KEY,
  patient ${bytes} NOT NULL REFERENCES patient (id),
  version ${int} NOT NULL,
  sealed ${bytes} NOT NULL
) ${strict};
CREATE INDEX emergency_patient ON emergency (patient);

-- Failed sign-ins, counted without keys; account is a keyed hash of the name.
CREATE TABLE sign_in_failure (
  account TEXT NOT NULL PRIMARY KEY,
  failures ${int} NOT NULL,
  last_millis ${long} NOT NULL
) ${strict};
