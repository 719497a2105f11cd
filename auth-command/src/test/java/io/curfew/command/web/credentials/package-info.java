@org.jspecify.annotations.NullMarked
package io.curfew.command.web.credentials;
