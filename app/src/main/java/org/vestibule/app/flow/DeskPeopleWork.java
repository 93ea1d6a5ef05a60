package org.vestibule.app.flow;

import java.util.List;
import java.util.Set;
import org.vestibule.app.flow.PeopleWork.Card;
import org.vestibule.app.flow.PeopleWork.Person;
import org.vestibule.app.flow.PeopleWork.Waiting;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Keys;
import org.vestibule.ehr.store.StoreException;

/** {@link DeskPeople} on the records of whoever is signed in. */
final class DeskPeopleWork implements DeskPeople {
  private final DeskRecords records;
  private final PeopleWork people;
  private final DeskFactor factor;

  /**
   * @param clinic what an authenticator shows beside a code
   */
  DeskPeopleWork(DeskRecords records, String clinic) {
    this.records = records;
    this.people = new PeopleWork(records);
    this.factor = new DeskFactorWork(records, clinic);
  }

  @Override
  public List<Person> staff() throws FlowException {
    return people.staff();
  }

  @Override
  public void add(String user, Set<String> roles, char[] password) throws FlowException {
    people.add(user, roles, password);
  }

  @Override
  public void remove(String user) throws FlowException {
    Keys keys =
        records.with(
            Purpose.ADMINISTRATION,
            access -> {
              access.keys().removeStaff(user);
              return access.keys();
            });
    try {
      // Not on the store's thread: the door would stand still while every key is wrapped anew.
      keys.rotate(done -> {});
    } catch (StoreException e) {
      throw Troubles.of(e);
    }
  }

  @Override
  public void resetPassword(String user, char[] next) throws FlowException {
    people.resetPassword(user, next);
  }

  @Override
  public DeskFactor factor() {
    return factor;
  }

  @Override
  public Card emergency(String patientNumber, String reason) throws FlowException {
    return people.emergency(patientNumber, reason);
  }

  @Override
  public List<Waiting> waiting() throws FlowException {
    return people.waiting();
  }

  @Override
  public void review(String use, boolean justified, String remark) throws FlowException {
    people.review(use, justified, remark);
  }
}
