package org.vestibule.ehr.document;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads files that older systems encrypted with 3DES (NIST SP 800-67, withdrawn in 2024): CBC with
 * PKCS #5 padding. It only ever decrypts; nothing here can encrypt. Two layouts are known:
 *
 * <ul>
 *   <li>an initialisation vector of 8 bytes, then the ciphertext, with a key of 16 or 24 bytes;
 *   <li>what {@code openssl enc -des3} writes with a password: {@code Salted__}, 8 bytes of salt,
 *       the ciphertext; the key derived by MD5 (OpenSSL before 1.1), SHA-256 (since), or PBKDF2
 *       with 10,000 rounds ({@code -pbkdf2}).
 * </ul>
 *
 * <p>3DES in CBC mode authenticates nothing: somebody may have changed such a file unnoticed before
 * it came here. Immutable.
 */
public final class TripleDes {
  private static final int BLOCK = 8;
  private static final int KEY = 24;
  private static final byte[] SALTED = "Salted__".getBytes(StandardCharsets.US_ASCII);
  private static final int OPENSSL_ROUNDS = 10_000;

  private final byte[] secret;

  private TripleDes(byte[] secret) {
    this.secret = secret;
  }

  /** The file is not encrypted in a known way, or not by this key. */
  public static final class DoesNotFitException extends IOException {
    private static final long serialVersionUID = 1L;

    DoesNotFitException() {
      super("not 3DES in a known layout, or another key");
    }
  }

  /**
   * A key as it stands in a key file.
   *
   * @param keyFile 16 or 24 bytes, or as many in hexadecimal; anything else is a password, up to
   *     the first line end
   */
  public static TripleDes withKey(byte[] keyFile) {
    if (keyFile.length == 16 || keyFile.length == KEY) {
      return new TripleDes(keyFile.clone());
    }
    String text = new String(keyFile, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    if (text.matches("[0-9a-fA-F]{32}|[0-9a-fA-F]{48}")) {
      return new TripleDes(HexFormat.of().parseHex(text));
    }
    return new TripleDes(text.getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("ArrayRecordComponent") // a key on its way, never compared
  private record KeyAndIv(byte[] key, byte[] iv, int ciphertextAt) {}

  /**
   * The decrypted content of a file. The key is checked against the file's end before anything
   * comes out (a wrong one passes once in 256).
   *
   * @throws DoesNotFitException if it does not fit
   */
  public InputStream open(Path file) throws IOException {
    KeyAndIv fitting = fitting(file);
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(fitting.ciphertextAt());
      Cipher cipher = cipher(fitting.key(), fitting.iv(), "DESede/CBC/PKCS5Padding");
      return new BufferedInputStream(new CipherInputStream(in, cipher), 1 << 16);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private KeyAndIv fitting(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = channel.size();
      if (length < 2 * BLOCK || length % BLOCK != 0) {
        throw new DoesNotFitException();
      }
      byte[] beginning = read(channel, 0, 2 * BLOCK);
      byte[] lastTwo = read(channel, length - 2 * BLOCK, 2 * BLOCK);
      byte[] before = Arrays.copyOf(lastTwo, BLOCK);
      byte[] last = Arrays.copyOfRange(lastTwo, BLOCK, 2 * BLOCK);
      List<KeyAndIv> fitting = new ArrayList<>();
      for (KeyAndIv candidate : candidates(beginning)) {
        boolean alone = length == candidate.ciphertextAt() + BLOCK;
        if (length >= candidate.ciphertextAt() + BLOCK
            && isPadded(candidate.key(), alone ? candidate.iv() : before, last)) {
          fitting.add(candidate);
        }
      }
      return theLikeliest(channel, fitting);
    }
  }

  /** Where two ways of deriving a key happen to fit, the one whose content is of a known type. */
  private static KeyAndIv theLikeliest(FileChannel channel, List<KeyAndIv> fitting)
      throws IOException {
    if (fitting.isEmpty()) {
      throw new DoesNotFitException();
    }
    for (KeyAndIv candidate : fitting) {
      long left = channel.size() - candidate.ciphertextAt();
      int length = (int) Math.min(left - left % BLOCK, MediaType.LOOKED_AT);
      byte[] first = read(channel, candidate.ciphertextAt(), length);
      byte[] plain = decrypt(candidate.key(), candidate.iv(), first);
      if (!MediaType.of(plain).equals(MediaType.UNKNOWN)) {
        return candidate;
      }
    }
    return fitting.get(0);
  }

  private List<KeyAndIv> candidates(byte[] beginning) {
    if (!Arrays.equals(Arrays.copyOf(beginning, SALTED.length), SALTED)) {
      if (secret.length != 16 && secret.length != KEY) {
        return List.of();
      }
      byte[] key = Arrays.copyOf(secret, KEY);
      System.arraycopy(secret, 0, key, secret.length, KEY - secret.length);
      return List.of(new KeyAndIv(key, Arrays.copyOf(beginning, BLOCK), BLOCK));
    }
    byte[] salt = Arrays.copyOfRange(beginning, SALTED.length, 2 * BLOCK);
    List<KeyAndIv> all = new ArrayList<>();
    for (byte[] bytes :
        List.of(bytesToKey("SHA-256", salt), bytesToKey("MD5", salt), pbkdf2(salt))) {
      all.add(
          new KeyAndIv(
              Arrays.copyOf(bytes, KEY), Arrays.copyOfRange(bytes, KEY, KEY + BLOCK), 2 * BLOCK));
    }
    return all;
  }

  /** OpenSSL's EVP_BytesToKey with one round: D_i = H(D_(i-1) || password || salt). */
  private byte[] bytesToKey(String hash, byte[] salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance(hash);
      byte[] all = {};
      byte[] last = {};
      while (all.length < KEY + BLOCK) {
        digest.update(last);
        digest.update(secret);
        last = digest.digest(salt);
        int from = all.length;
        all = Arrays.copyOf(all, from + last.length);
        System.arraycopy(last, 0, all, from, last.length);
      }
      return Arrays.copyOf(all, KEY + BLOCK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + hash, e);
    }
  }

  private byte[] pbkdf2(byte[] salt) {
    char[] password = new String(secret, StandardCharsets.UTF_8).toCharArray();
    if (password.length == 0) {
      return new byte[KEY + BLOCK];
    }
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password, salt, OPENSSL_ROUNDS, (KEY + BLOCK) * 8))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has PBKDF2", e);
    }
  }

  private static boolean isPadded(byte[] key, byte[] before, byte[] last) {
    byte[] plain = decrypt(key, before, last);
    int padding = plain[BLOCK - 1];
    if (padding < 1 || padding > BLOCK) {
      return false;
    }
    for (int i = BLOCK - padding; i < BLOCK; i++) {
      if (plain[i] != padding) {
        return false;
      }
    }
    return true;
  }

  private static byte[] decrypt(byte[] key, byte[] iv, byte[] blocks) {
    try {
      return cipher(key, iv, "DESede/CBC/NoPadding").doFinal(blocks);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("3DES failed on whole blocks", e);
    }
  }

  private static Cipher cipher(byte[] key, byte[] iv, String how) {
    try {
      Cipher cipher = Cipher.getInstance(how);
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "DESede"), new IvParameterSpec(iv));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("3DES is missing from this Java runtime", e);
    }
  }

  private static byte[] read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new DoesNotFitException();
      }
    }
    return buffer.array();
  }

  @Override
  public String toString() {
    return "TripleDes[...]";
  }
}
