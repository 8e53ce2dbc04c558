package dev.rote.runner.result;

import java.util.Map;

/**
 * What a framework's own log says about the device a cell really ran on.
 *
 * @param verdict {@code confirmed}, {@code contradicted} or {@code no-evidence}
 * @param sentence the same for a reader
 * @param primitives oneDNN primitives executed in a short run, by kind
 */
public record AttestationRecord(String verdict, String sentence, Map<String, Integer> primitives) {}
