/**
 * ND4J, the arrays beneath Deeplearning4j, as a backend of Rote: networks of native operations that
 * are set up once, in arrays that stay where they are. An example of a backend built outside of
 * Rote, which needs nothing of it but the API.
 */
package dev.rote.examples.dl4j;
