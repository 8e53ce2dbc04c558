/**
 * A backend in plain Java with float64 inside: the oracle every other backend is compared with, and
 * the smallest complete example of a backend.
 */
package dev.rote.backend.reference;
