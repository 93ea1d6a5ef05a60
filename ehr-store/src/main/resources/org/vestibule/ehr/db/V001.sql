-- Every "sealed" column holds what the vault sealed for exactly this table, row, column, patient and
-- version. ${...} are the few words in which databases differ.

CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  version ${int} NOT NULL,
  content ${bytes} NOT NULL
) ${strict};

-- Plain counters: nothing secret, nothing about a person.
CREATE TABLE counter (
  name TEXT NOT NULL PRIMARY KEY,
  value ${long} NOT NULL
) ${strict};

-- Sealed by the directory keys: who of staff has which key slot.
CREATE TABLE staff (
  slot ${bytes} NOT NULL PRIMARY KEY,
  position ${int} NOT NULL,
  version ${int} NOT NULL,
  sealed ${bytes} NOT NULL
) ${strict};

-- Current demographics; superseded ones are entries. Emptying both keys erases the patient.
CREATE TABLE patient (
  id ${bytes} NOT NULL PRIMARY KEY,
  version ${int} NOT NULL,
  directory_key ${bytes},
  clinical_key ${bytes},
  sealed ${bytes} NOT NULL
) ${strict};

-- Blind index: keyed pseudo-random values of number, identifiers and phone.
CREATE TABLE lookup (
  token ${bytes} NOT NULL,
  patient ${bytes} NOT NULL REFERENCES patient (id),
  PRIMARY KEY (token, patient)
) ${strict};
CREATE INDEX lookup_patient ON lookup (patient);

-- Everything in charts, every version of it. What kind of entry it is stands inside the seal.
CREATE TABLE entry (
  id ${bytes} NOT NULL,
  version ${int} NOT NULL,
  patient ${bytes} NOT NULL REFERENCES patient (id),
  scope ${int} NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (id, version)
) ${strict};
CREATE INDEX entry_patient ON entry (patient, scope);

-- Blind index of appointments by day.
CREATE TABLE entry_lookup (
  token ${bytes} NOT NULL,
  entry ${bytes} NOT NULL,
  patient ${bytes} NOT NULL REFERENCES patient (id),
  PRIMARY KEY (token, entry)
) ${strict};
CREATE INDEX entry_lookup_patient ON entry_lookup (patient);

-- role: 1 photo, 2 templates of one encoder (part), 3 one enrolment sample (part is its number).
CREATE TABLE face (
  patient ${bytes} NOT NULL REFERENCES patient (id),
  role ${int} NOT NULL,
  part TEXT NOT NULL,
  version ${int} NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (patient, role, part)
) ${strict};
CREATE INDEX face_role ON face (role, part);

-- Models derived from faces, sealed with the list of those who shaped them.
CREATE TABLE face_model (
  encoder TEXT NOT NULL PRIMARY KEY,
  version ${int} NOT NULL,
  sealed ${bytes} NOT NULL
) ${strict};

-- What belongs to a patient within one scope of keys: every row with its version and hash.
CREATE TABLE manifest (
  patient ${bytes} NOT NULL REFERENCES patient (id),
  scope ${int} NOT NULL,
  revision ${int} NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (patient, scope)
) ${strict};

-- The ledger's events; actor and patient are random ids, what needs words is sealed.
CREATE TABLE audit (
  sequence ${long} NOT NULL PRIMARY KEY,
  id ${bytes} NOT NULL,
  seconds ${long} NOT NULL,
  nanos ${int} NOT NULL,
  actor ${bytes} NOT NULL,
  terminal TEXT NOT NULL,
  action TEXT NOT NULL,
  purpose TEXT NOT NULL,
  patient ${bytes},
  outcome TEXT NOT NULL,
  details ${bytes} NOT NULL,
  chain ${bytes} NOT NULL
) ${strict};
CREATE INDEX audit_patient ON audit (patient, sequence);
