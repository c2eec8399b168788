package io.qunfa.sandbox.web;

import io.qunfa.sandbox.http.Answer;

/** Serves one page that people see. */
public interface PageHandler {
    Answer.Whole serve(Visit visit);
}
