package dev.rote.runner.report.html;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.report.view.ComparisonView;

/**
 * What the template of a comparison shows.
 *
 * @param view the comparison
 * @param written when, for people
 * @param rote the version that wrote it
 * @param style the stylesheet
 */
public record ComparisonPage(ComparisonView view, String written, String rote, String style) {
  public ComparisonPage {
    requireNonNull(view, "view is null");
    requireNonNull(written, "written is null");
    requireNonNull(rote, "rote is null");
    requireNonNull(style, "style is null");
  }
}
