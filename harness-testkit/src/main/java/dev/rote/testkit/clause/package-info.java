/**
 * The clauses of the contract: what each proves, and the check that proves it for one backend on
 * one device. A check says by its exception that it fails or does not apply; it decides nothing
 * about processes, which is the contract's business.
 */
package dev.rote.testkit.clause;
