package org.vestibule.ehr.store;

/** What the access matrix gives or refuses. */
enum Operation {
  REGISTER,
  READ_PATIENT,
  SEARCH,
  CHANGE_PATIENT,
  CHECK_BIRTH_DATE,
  READ_PHOTO,
  WRITE_PHOTO,
  READ_CHART,
  WRITE_CHART,
  ENROL_FACE,
  LOAD_FACES,
  TRAIN_FACES,
  WITHDRAW_CONSENT,
  READ_QUEUE,
  BOOK,
  ARRIVE,
  READ_AUDIT,
  MANAGE_STAFF,
  LIST_STAFF,
  VERIFY
}
