/** What people come to a report to ask, answered in sentences. */
package dev.rote.runner.report.view.answer;
