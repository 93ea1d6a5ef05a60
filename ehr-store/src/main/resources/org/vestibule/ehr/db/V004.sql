-- Practitioners, organisations and places that came from elsewhere, every version; about no patient.
CREATE TABLE provider (
  id ${bytes} NOT NULL,
  version ${int} NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (id, version)
) ${strict};

-- Every row of provider with its version and hash. One row.
CREATE TABLE provider_manifest (
  id ${int} NOT NULL PRIMARY KEY,
  revision ${int} NOT NULL,
  sealed ${bytes} NOT NULL
) ${strict};
