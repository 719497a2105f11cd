/** What the tests share. */
package io.curfew.cli.support;
