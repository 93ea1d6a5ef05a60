package org.vestibule.ehr.vault;

import java.io.IOException;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An AES-256 key that was made in a PKCS#11 token and cannot leave it. It answers the salt of a
 * slot, and the answer is mixed into the slot's key as a key file would be: without the token, or
 * its PIN, the password opens nothing.
 *
 * <p>The token is logged in to for each answer alone. Not thread-safe. Closing wipes the PIN held
 * here.
 */
public final class Token implements KeyFactor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Token.class);
  private static final Pattern PLACE =
      Pattern.compile(
          "(?<library>[^#:\\p{Cntrl}]+)(:(?<slot>[0-9]{1,10}))?#(?<label>[\\w .-]{1,64})");
  private static final int KEY_BITS = 256;
  private static final int BLOCK_BYTES = 16;

  private final String configuration;
  private final String label;
  private final char[] pin;

  private Token(String configuration, String label, char[] pin) {
    this.configuration = configuration;
    this.label = label;
    this.pin = pin;
  }

  /**
   * Names a key; nothing is asked of the token yet.
   *
   * @param place {@code LIBRARY[:SLOT]#LABEL}: the token's PKCS#11 library, the number of its slot
   *     (default: the first), the label of the key
   * @param pin copied; the caller wipes its own
   * @throws TokenException if that is no such name
   */
  public static Token at(String place, char[] pin) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw TokenException.unfit("Name a token's key as LIBRARY[:SLOT]#LABEL.");
    }
    String slot = parts.group("slot");
    String configuration =
        String.join(
            "\n",
            "--name = Vestibule",
            "library = " + parts.group("library"),
            slot == null ? "slotListIndex = 0" : "slot = " + slot,
            "attributes(generate, CKO_SECRET_KEY, CKK_AES) = {",
            "CKA_SENSITIVE = true",
            "CKA_EXTRACTABLE = false",
            "CKA_ENCRYPT = true",
            "}");
    return new Token(configuration, parts.group("label"), pin.clone());
  }

  /**
   * Has the token make the key, unless it holds one of this label.
   *
   * @throws TokenException if it does not, or if its key can be read out of it
   */
  public void makeKeyIfMissing() {
    loggedIn(
        (provider, keys) -> {
          if (!keys.containsAlias(label)) {
            KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
            generator.init(KEY_BITS);
            var entry = new KeyStore.SecretKeyEntry(generator.generateKey());
            keys.setEntry(label, entry, null);
          }
          if (key(keys).getEncoded() != null) {
            throw TokenException.unfit(
                "That key can be copied out of the token: choose another label.");
          }
          return null;
        });
  }

  /**
   * The salt's SHA-256 under AES-CBC with a zero vector, by a mechanism that every token has;
   * hashed again, so that what the token said can serve nothing else.
   *
   * @throws TokenException if the token is not there, refuses its PIN or has no such key
   */
  @Override
  public byte[] mixedIn(byte[] salt) {
    byte[] question = KeyFactor.sha256("vestibule token question", salt);
    byte[] answer =
        loggedIn(
            (provider, keys) -> {
              Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding", provider);
              IvParameterSpec zero = new IvParameterSpec(new byte[BLOCK_BYTES]);
              cipher.init(Cipher.ENCRYPT_MODE, key(keys), zero);
              return cipher.doFinal(question);
            });
    try {
      return KeyFactor.sha256("vestibule token answer", answer);
    } finally {
      Arrays.fill(answer, (byte) 0);
    }
  }

  private SecretKey key(KeyStore keys) throws GeneralSecurityException {
    Key key = keys.getKey(label, null);
    if (key instanceof SecretKey secret && "AES".equals(secret.getAlgorithm())) {
      return secret;
    }
    throw TokenException.unfit("The token holds no such key: put the right token in.");
  }

  private <T> T loggedIn(Use<T> use) {
    Provider provider = provider();
    try {
      KeyStore keys = KeyStore.getInstance("PKCS11", provider);
      keys.load(null, pin);
      return use.with(provider, keys);
    } catch (IOException e) {
      // KeyStore.load: so it says that the password was the reason.
      throw e.getCause() instanceof UnrecoverableKeyException
              || e.getCause() instanceof FailedLoginException
          ? TokenException.refusedPin(e)
          : TokenException.unreachable(e);
    } catch (GeneralSecurityException | ProviderException e) {
      throw TokenException.unreachable(e);
    } finally {
      logOut(provider);
    }
  }

  private Provider provider() {
    Provider sun = Security.getProvider("SunPKCS11");
    if (sun == null) {
      throw TokenException.unfit("This Java runtime cannot use tokens: use a key file.");
    }
    try {
      return sun.configure(configuration);
    } catch (InvalidParameterException | ProviderException | UnsupportedOperationException e) {
      throw TokenException.unreachable(e);
    }
  }

  private static void logOut(Provider provider) {
    try {
      if (provider instanceof AuthProvider login) {
        login.logout();
      }
    } catch (LoginException | ProviderException e) {
      // Pulled out meanwhile: then nobody is logged in.
      LOG.debug("token: no log-out", e);
    }
  }

  @Override
  public void close() {
    Arrays.fill(pin, '\0');
  }

  @Override
  public String toString() {
    return "Token";
  }

  private interface Use<T> {
    T with(Provider provider, KeyStore keys) throws GeneralSecurityException, IOException;
  }
}
