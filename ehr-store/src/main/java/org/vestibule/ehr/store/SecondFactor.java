package org.vestibule.ehr.store;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.vestibule.ehr.vault.Credentials;
import org.vestibule.ehr.vault.Token;

/** What somebody has besides the password. */
public sealed interface SecondFactor {

  /** Six digits of the moment, RFC 6238: guards the screen, not the disk. */
  record Code(String digits) implements SecondFactor {
    public Code {
      Objects.requireNonNull(digits, "digits");
    }

    @Override
    public String toString() {
      return "Code";
    }
  }

  /** The content of a key file, or a key in a token: mixed into the key, so it guards the disk. */
  final class Key implements SecondFactor {
    private final byte[] bytes;
    private final Optional<Token> token;

    /** Copies the bytes; at least one. */
    public Key(byte[] bytes) {
      if (bytes.length == 0) {
        throw new StoreException.Invalid("The key file is empty: choose the right one.");
      }
      this.bytes = bytes.clone();
      this.token = Optional.empty();
    }

    private Key(Token token) {
      this.bytes = new byte[0];
      this.token = Optional.of(token);
    }

    /**
     * A key in a PKCS#11 token, for one use; the token is not asked yet.
     *
     * @param place {@code LIBRARY[:SLOT]#LABEL}
     * @param pin copied; the caller wipes its own
     * @throws StoreException.Unreadable if that names no key
     */
    public static Key inToken(String place, char[] pin) {
      return Context.guarded(() -> new Key(Token.at(place, pin)));
    }

    void makeIfMissing() {
      token.ifPresent(Token::makeKeyIfMissing);
    }

    Credentials credentials(String user, char[] password) {
      return token
          .map(t -> Credentials.of(user, password, t))
          .orElseGet(() -> Credentials.of(user, password, bytes));
    }

    /** Wipes the copies held here. */
    public void wipe() {
      Arrays.fill(bytes, (byte) 0);
      token.ifPresent(Token::close);
    }

    @Override
    public String toString() {
      return "Key";
    }
  }
}
