package org.vestibule.app.flow;

import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.app.flow.FactorWork.NewCodes;

/** {@link DeskFactor} with the rights of whoever is signed in. */
final class DeskFactorWork implements DeskFactor {
  private final DeskRecords records;
  private final FactorWork factor;
  private final String clinic;

  DeskFactorWork(DeskRecords records, String clinic) {
    this.records = records;
    this.factor = new FactorWork(records);
    this.clinic = clinic;
  }

  @Override
  public Kind present() throws FlowException {
    return switch (factor.present()) {
      case NONE -> Kind.NONE;
      case CODE -> Kind.CODES;
      case KEY -> Kind.KEY;
    };
  }

  @Override
  public NewCodes newCodes() {
    return factor.newCodes(clinic, records.user());
  }

  @Override
  public void useCodes(NewCodes codes, String digits) throws FlowException {
    factor.useCodes(codes, digits);
  }

  @Override
  public void makeKeyFile(char[] password, Optional<String> present, Path file)
      throws FlowException {
    factor.makeKeyFile(password, present, file);
  }

  @Override
  public void useNone(char[] password, Optional<String> present) throws FlowException {
    factor.useNoSecondFactor(password, present);
  }
}
