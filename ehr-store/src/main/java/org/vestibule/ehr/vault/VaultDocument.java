package org.vestibule.ehr.vault;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What {@code vault.json} holds. The checksum finds accidents (a flipped or cut file) before
 * anybody types a password; the signature finds hands.
 *
 * @param format {@value #FORMAT}
 * @param signature by the root key over the compact JSON of {@code roster}, Base64
 * @param checksum SHA-256 in hex over the compact JSON of the parts before it
 */
@JsonPropertyOrder({"format", "roster", "signature", "secrets", "checksum"})
record VaultDocument(
    int format, Roster roster, String signature, List<SlotSecret> secrets, String checksum) {
  static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  VaultDocument {
    secrets = List.copyOf(secrets);
  }

  static VaultDocument of(Roster roster, byte[] signature, List<SlotSecret> secrets) {
    String signed = Base64Text.encode(signature);
    String sum = checksum(roster, signed, secrets);
    return new VaultDocument(FORMAT, roster, signed, secrets, sum);
  }

  VaultDocument withSecrets(List<SlotSecret> next) {
    return new VaultDocument(format, roster, signature, next, checksum(roster, signature, next));
  }

  Optional<SlotSecret> secret(UUID slot) {
    return secrets.stream().filter(s -> s.slot().equals(slot)).findFirst();
  }

  /** The bytes that the root key signs. */
  static byte[] signedBytes(Roster roster) {
    try {
      return JSON.writeValueAsBytes(roster);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the roster has no JSON", e);
    }
  }

  byte[] toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the vault has no JSON", e);
    }
  }

  /**
   * Reads a document and checks its checksum; nothing is authenticated yet.
   *
   * @throws IOException if it is not whole
   */
  static VaultDocument parse(byte[] json) throws IOException {
    VaultDocument read;
    try {
      read = JSON.readValue(json, VaultDocument.class);
    } catch (JsonProcessingException e) {
      // Jackson's message would quote the file.
      throw new IOException("not a vault: " + e.getClass().getSimpleName());
    }
    if (read == null || read.format != FORMAT) {
      throw new IOException("not a vault of format " + FORMAT);
    }
    if (!checksum(read.roster, read.signature, read.secrets).equals(read.checksum)) {
      throw new IOException("the checksum differs");
    }
    return read;
  }

  private static String checksum(Roster roster, String signature, List<SlotSecret> secrets) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(JSON.writeValueAsBytes(List.of(roster, signature, secrets)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("the vault has no checksum", e);
    }
  }

  @Override
  public String toString() {
    return "VaultDocument[...]";
  }
}
