package outpath

// Claims are the paths that are taken, each by a T. The zero value has none.
type Claims[T any] struct {
	files   map[string]T // by their folded paths
	folders map[string]T // the first with a path within, by the folder's folded path
}

// Conflict is the way in which a path cannot stand beside another.
type Conflict int

// The conflicts of a path with one that is taken.
const (
	None     Conflict = iota
	Same              // they differ in case at most
	IsFolder          // the other lies below it
	IsBelow           // it lies below the other
)

// Claim takes a path, or returns who has taken the one in its way.
func (c *Claims[T]) Claim(path string, by T) (other T, conflict Conflict) {
	if other, conflict := c.Conflict(path); conflict != None {
		return other, conflict
	}
	if c.files == nil {
		c.files, c.folders = map[string]T{}, map[string]T{}
	}
	folded := Fold(path)
	c.files[folded] = by
	for folder := range Folders(folded) {
		if _, known := c.folders[folder]; !known {
			c.folders[folder] = by
		}
	}
	return other, None
}

// Conflict tells whether a path can be taken, and who has taken the one in its way.
func (c *Claims[T]) Conflict(path string) (other T, conflict Conflict) {
	folded := Fold(path)
	if other, taken := c.files[folded]; taken {
		return other, Same
	}
	if other, taken := c.folders[folded]; taken {
		return other, IsFolder
	}
	for folder := range Folders(folded) {
		if other, taken := c.files[folder]; taken {
			return other, IsBelow
		}
	}
	return other, None
}

// Owner returns who has taken a path.
func (c *Claims[T]) Owner(path string) (by T, taken bool) {
	by, taken = c.files[Fold(path)]
	return by, taken
}
