/** What a run was made with: machine, sessions of the command line, backends and data files. */
package dev.rote.runner.result.provenance;
