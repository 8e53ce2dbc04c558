package dev.rote.runner.data;

import dev.rote.api.Examples;

/** TEMP until the data branch is merged. */
public record Window(long id, int index, Examples examples) {}
